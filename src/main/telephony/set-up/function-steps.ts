import type { ServiceInstance } from 'twilio/lib/rest/serverless/v1/service.js';
import { pause } from '../../../base/clock.ts';
import type { Failure } from '../../../domain/failure.ts';
import type { FunctionName } from '../../../domain/telephony/plan-set-up.ts';
import { saysNotFound } from '../twilio-failure.ts';
import { removed } from './key-step.ts';
import { OUR_NAME, type Step, type StepContext, type UndoContext } from './step.ts';
import { uploadVersion } from './upload-version.ts';

const RUNTIME = 'node22';
/** What the Functions find at Twilio: exact versions, as the builder demands. */
const DEPENDENCIES = JSON.stringify([
  { name: 'twilio', version: '5.0.3' },
  { name: '@twilio/runtime-handler', version: '2.0.1' },
]);
const ASK_EVERY_MS = 1_000;
const BUILD_WITHIN_MS = 300_000;

const serviceOf = ({ twilio, made }: UndoContext) => twilio.serverless.v1.services(made().serviceSid ?? OUR_NAME);

/** The Functions' home; with the account's credentials, which they need to send the app a message. */
export const serviceStep: Step = {
  name: 'service',
  async run(context) {
    const service = await findOrCreateService(context);
    return context.remember({ serviceSid: service.sid });
  },
  async undo(context) {
    // All that is in it goes with it.
    await removed(() => serviceOf(context).remove());
    return context.remember({ serviceSid: undefined });
  },
};

async function findOrCreateService({ twilio }: UndoContext): Promise<ServiceInstance> {
  try {
    return await twilio.serverless.v1.services(OUR_NAME).fetch();
  } catch (error) {
    if (!saysNotFound(error)) throw error;
  }
  return await twilio.serverless.v1.services.create({
    uniqueName: OUR_NAME,
    friendlyName: 'Latchkey',
    includeCredentials: true,
  });
}

export const functionsStep: Step = {
  name: 'functions',
  async run(context) {
    const functions = serviceOf(context).functions;
    const found = await functions.list();
    const sidOf = async (name: FunctionName) =>
      (found.find((each) => each.friendlyName === name) ?? (await functions.create({ friendlyName: name }))).sid;
    return context.remember({ functionSids: await forEachFunction(sidOf) });
  },
  undo: (context) => Promise.resolve(context.remember({ functionSids: undefined })),
};

export const versionsStep: Step = {
  name: 'versions',
  async run(context) {
    const { sources, made } = context;
    const sidOf = async (name: FunctionName) => {
      const functionSid = made().functionSids?.[name] ?? '';
      return (await findVersion(context, functionSid, name)) ?? (await uploadVersion(context, functionSid, name));
    };
    return context.remember({ versions: { sids: await forEachFunction(sidOf), sources: sources.fingerprint } });
  },
  undo: (context) => Promise.resolve(context.remember({ versions: undefined })),
};

/** The version that has our code already: the answer to its upload may have been lost. */
async function findVersion(context: StepContext, functionSid: string, name: FunctionName): Promise<string | null> {
  const versions = serviceOf(context).functions(functionSid).functionVersions;
  for (const { sid, path, visibility } of await versions.list({ limit: 5 })) {
    if (path !== `/${name}` || visibility !== 'protected') continue;
    const { content } = await versions(sid).functionVersionContent().fetch();
    if (content === context.sources.code[name]) return sid;
  }
  return null;
}

export const buildStep: Step = {
  name: 'build',
  async run(context) {
    const { made, sources, remember } = context;
    const begun = made().build;
    const sid = begun?.sources === sources.fingerprint ? begun.sid : await findOrCreateBuild(context);
    const notNoted = remember({ build: { sid, sources: sources.fingerprint, completed: false } });
    if (notNoted) return notNoted;
    const failure = await untilBuilt(context, sid);
    // A build that failed is not gone on with: the next run makes another.
    if (failure?.kind === 'twilio-refused') return remember({ build: undefined }) ?? failure;
    return failure ?? remember({ build: { sid, sources: sources.fingerprint, completed: true } });
  },
  undo: (context) => Promise.resolve(context.remember({ build: undefined })),
};

async function findOrCreateBuild(context: StepContext): Promise<string> {
  const versions = Object.values(context.made().versions?.sids ?? {});
  const builds = serviceOf(context).builds;
  const found = (await builds.list({ limit: 20 })).find(
    ({ status, functionVersions }) => status !== 'failed' && hasExactly(functionVersions, versions),
  );
  return (found ?? (await builds.create({ functionVersions: versions, dependencies: DEPENDENCIES, runtime: RUNTIME })))
    .sid;
}

const hasExactly = (found: readonly { sid?: unknown }[], wanted: readonly string[]): boolean =>
  found.length === wanted.length && wanted.every((sid) => found.some((version) => version.sid === sid));

/** Twilio advises to ask every second; a build takes it from some seconds to a few minutes. */
async function untilBuilt(context: StepContext, sid: string): Promise<Failure | null> {
  const { clock, road } = context;
  const status = serviceOf(context).builds(sid).buildStatus();
  const startedAtMs = clock.now();
  for (;;) {
    const { status: now } = await status.fetch();
    if (now === 'completed') return null;
    if (now === 'failed') {
      return { kind: 'twilio-refused', code: null, detail: 'The Functions could not be built at Twilio.' };
    }
    const waitedMs = clock.now() - startedAtMs;
    if (waitedMs > BUILD_WITHIN_MS) return { kind: 'deadline-passed', what: 'The build at Twilio', afterMs: waitedMs };
    await pause(clock, ASK_EVERY_MS, road.signal);
  }
}

/** One after the other: Twilio refuses who asks for too much at once. */
async function forEachFunction(make: (name: FunctionName) => Promise<string>): Promise<Record<FunctionName, string>> {
  return {
    outgoing: await make('outgoing'),
    incoming: await make('incoming'),
    status: await make('status'),
  };
}
