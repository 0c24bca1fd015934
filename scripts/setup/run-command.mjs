import { spawn } from 'node:child_process';

/**
 * Runs a command to its end and answers { code, output }: `code` is null when it could not be started or was
 * killed; `output` is stdout and stderr together, empty when `quiet` is false (they went to the terminal).
 */
export function runCommand(command, args, { quiet = true, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
      ...options,
    });
    let output = '';
    const keep = (chunk) => (output += chunk);
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** npm as this machine has it: the one that started us, else the one on PATH (a .cmd file on Windows). */
export function runNpm(args, options = {}) {
  const npm = process.env.npm_execpath;
  if (npm && /npm-cli\.c?js$/.test(npm)) return runCommand(process.execPath, [npm, ...args], options);
  return runCommand('npm', args, { shell: process.platform === 'win32', ...options });
}

/** The last lines of a command's output, for an error message. */
export const lastLines = (output, count = 6) => output.trim().split('\n').slice(-count).join('\n');
