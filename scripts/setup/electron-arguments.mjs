import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { electronBinary } from './electron.mjs';

const setting = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : '');

/** Chromium's sandbox needs user namespaces or a setuid helper; root has neither. Answers why it cannot be used. */
function noSandboxBecause() {
  if (process.platform !== 'linux') return undefined;
  if (process.getuid?.() === 0) return 'running as root';
  const helper = join(dirname(electronBinary()), 'chrome-sandbox');
  if (existsSync(helper) && statSync(helper).uid === 0 && (statSync(helper).mode & 0o4000) !== 0) return undefined;
  const closed =
    setting('/proc/sys/kernel/unprivileged_userns_clone') === '0' ||
    setting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1';
  return closed ? 'this system lets programs make no user namespaces' : undefined;
}

/** What Electron must be given on this machine besides the app, and a line to tell the person, if any. */
export function electronArguments() {
  const reason = noSandboxBecause();
  return reason
    ? { args: ['--no-sandbox'], note: `Chromium's sandbox is off: ${reason}.` }
    : { args: [], note: undefined };
}
