import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hasDisplay } from './display.mjs';
import { electronBinary } from './electron.mjs';
import { inRoot } from './root-folder.mjs';
import { lastLines, runCommand } from './run-command.mjs';
import { SetupProblem } from './setup-problem.mjs';

/** Which Debian or Ubuntu package brings a library; the first name that the system knows is taken. */
const DEBIAN = [
  [/^lib(gtk-3|gdk-3|cairo|pango|atk|gdk_pixbuf|atspi|X|xkb|xcb-(?!dri3))/, ['libgtk-3-0t64', 'libgtk-3-0']],
  [/^lib(nss3|nssutil3|smime3|nspr4)/, ['libnss3']],
  [/^libasound/, ['libasound2t64', 'libasound2']],
  [/^lib(gbm|drm)/, ['libgbm1']],
  [/^libcups/, ['libcups2t64', 'libcups2']],
  [/^libdbus-1/, ['libdbus-1-3']],
  [/^lib(glib|gio|gobject)-2/, ['libglib2.0-0t64', 'libglib2.0-0']],
  [/^libexpat/, ['libexpat1']],
  [/^libudev/, ['libudev1']],
  [/^libgomp/, ['libgomp1']],
  [/^libstdc\+\+/, ['libstdc++6']],
];
const PROGRAMS = [
  ['xvfb-run', ['xvfb']],
  ['xauth', ['xauth']],
];

function natives() {
  const folders = [`sherpa-onnx-linux-${process.arch}`, `onnxruntime-node/bin/napi-v6/linux/${process.arch}`];
  return folders.flatMap((folder) => {
    const at = inRoot('node_modules', folder);
    if (!existsSync(at)) return [];
    return readdirSync(at)
      .filter((name) => /\.(node|so(\.\d+)*)$/.test(name))
      .map((name) => join(at, name));
  });
}

/** Names of shared libraries that the dynamic linker does not find. */
async function missingLibraries() {
  const files = [electronBinary(), ...natives()].filter((file) => existsSync(file));
  // The natives of the speech packages lie beside each other and find one another only when loaded together.
  const reports = await Promise.all(
    files.map((file) => runCommand('ldd', [file], { env: { ...process.env, LC_ALL: 'C' } })),
  );
  const names = reports.flatMap(({ output }) =>
    [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]),
  );
  const ours = new Set(files.map((file) => file.split('/').pop()));
  return [...new Set(names)].filter((name) => !ours.has(name));
}

const onPath = (program) =>
  (process.env.PATH ?? '').split(':').some((folder) => folder && existsSync(join(folder, program)));

/** Without a display, windows are shown on a virtual one (the tests do that). */
const missingPrograms = () => (hasDisplay() ? [] : PROGRAMS.filter(([program]) => !onPath(program)));

async function debianPackages(libraries, programs) {
  const wanted = [
    ...libraries.map((name) => DEBIAN.find(([pattern]) => pattern.test(name))?.[1]),
    ...programs.map(([, names]) => names),
  ];
  const picked = new Set();
  for (const names of wanted.filter(Boolean)) picked.add(await firstKnown(names));
  return [...picked];
}

async function firstKnown(names) {
  for (const name of names) {
    const { output } = await runCommand('apt-cache', ['policy', name]);
    if (/Candidate: (?!\(none\))/.test(output)) return name;
  }
  return names.at(-1);
}

function otherSystems(what) {
  if (onPath('dnf'))
    return 'sudo dnf install -y gtk3 nss alsa-lib mesa-libgbm cups-libs xorg-x11-server-Xvfb xorg-x11-xauth';
  if (onPath('pacman')) return 'sudo pacman -S --needed gtk3 nss alsa-lib mesa libcups xorg-server-xvfb xorg-xauth';
  if (onPath('zypper'))
    return 'sudo zypper install -y libgtk-3-0 mozilla-nss libasound2 libgbm1 libcups2 xvfb-run xauth';
  return `Install with your system's package manager: ${what.join(', ')}`;
}

async function installWithApt(packages, say) {
  say(`apt-get install ${packages.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { code, output } = await runCommand('apt-get', ['install', '-y', '--no-install-recommends', ...packages], {
    env,
  });
  return code === 0 ? undefined : lastLines(output);
}

/** Step (Linux only): the libraries that Electron and the speech engines load, and a virtual display for the tests. */
export const systemLibraries = {
  name: 'System libraries',
  async run({ say }) {
    if (process.platform !== 'linux') return 'part of the system';
    const libraries = await missingLibraries();
    const programs = missingPrograms();
    if (libraries.length + programs.length === 0) return 'complete';
    const what = [...libraries, ...programs.map(([program]) => program)];
    if (!onPath('apt-get')) throw new SetupProblem(`Missing: ${what.join(', ')}.`, otherSystems(what));
    const isRoot = process.getuid?.() === 0;
    if (isRoot) {
      say(`${what.length} missing (${what.slice(0, 3).join(', ')}${what.length > 3 ? ', …' : ''}): apt-get update`);
      await runCommand('apt-get', ['update']);
    }
    const packages = await debianPackages(libraries, programs);
    const command = `sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}`;
    if (!isRoot)
      throw new SetupProblem(
        `Missing: ${what.join(', ')}.`,
        `Run this once, then the same command again:\n  ${command}`,
      );
    const trouble = await installWithApt(packages, say);
    const left = [...(await missingLibraries()), ...missingPrograms().map(([program]) => program)];
    if (left.length === 0) return `installed ${packages.join(' ')}`;
    throw new SetupProblem(
      `Still missing: ${left.join(', ')}.${trouble ? `\n${trouble}` : ''}`,
      `Run this once, then the same command again:\n  ${command}`,
    );
  },
};
