#!/usr/bin/env node
// Brings a fresh clone to the point where everything runs. Needs nothing but Node 20 and npm.
//   node scripts/bootstrap.mjs                       everything that the product needs
//   node scripts/bootstrap.mjs --only=packages,node  some steps
//   node scripts/bootstrap.mjs --only=servers        what only the tests need

const REQUIRED = [20, 18];
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < REQUIRED[0] || (major === REQUIRED[0] && minor < REQUIRED[1])) {
  console.error(
    `Latchkey needs Node ${REQUIRED.join('.')} or newer to set itself up; this is ${process.version}. Get it from nodejs.org.`,
  );
  process.exit(1);
}

/** The steps by name, in their order, and what tells their trouble. Loaded only now, so that an old Node gets the message above and not a syntax error. */
async function loadSteps() {
  const [problem, packages, node, electron, system, models, servers] = await Promise.all([
    import('./setup/setup-problem.mjs'),
    import('./setup/node-packages.mjs'),
    import('./setup/pinned-node.mjs'),
    import('./setup/electron.mjs'),
    import('./setup/system-libraries.mjs'),
    import('./setup/models.mjs'),
    import('./setup/test-servers.mjs'),
  ]);
  const steps = {
    packages: packages.nodePackages,
    node: node.pinnedNode,
    electron: electron.electron,
    system: system.systemLibraries,
    models: models.models,
    servers: servers.testServers,
  };
  return { steps, asSetupProblem: problem.asSetupProblem };
}

/** What only tests need: run where it is asked for by name. */
const FOR_TESTS = ['servers'];

/**
 * Runs the steps named in `only` (default all that the product needs) and in `also`, a progress line for each, and answers whether it may go on.
 * A step named in `optional` that fails is reported and passed over.
 */
export async function bootstrap({ only, also = [], optional = [] } = {}) {
  const { steps, asSetupProblem } = await loadSteps();
  const names = Object.keys(steps).filter(
    (name) => also.includes(name) || (only ? only.includes(name) : !FOR_TESTS.includes(name)),
  );
  for (const [index, name] of names.entries()) {
    const head = `[${index + 1}/${names.length}] ${steps[name].name}`;
    const started = performance.now();
    try {
      const outcome = await steps[name].run({ say: (text) => console.log(`${head}: ${text}`) });
      console.log(`${head}: ${outcome} (${Math.round(performance.now() - started)} ms)`);
    } catch (thrown) {
      const problem = asSetupProblem(thrown);
      if (!problem) throw thrown;
      console.error(`${head}: ${problem.message}\n${problem.help}`);
      if (!optional.includes(name)) return false;
      console.error(`${head}: going on without it`);
    }
  }
  return true;
}

if (process.argv[1] && import.meta.filename === process.argv[1]) {
  const only = process.argv
    .find((arg) => arg.startsWith('--only='))
    ?.slice('--only='.length)
    .split(',');
  process.exitCode = (await bootstrap({ only })) ? 0 : 1;
}
