import { z } from 'zod';

/** What the set-up makes at Twilio, in the order in which each needs the one before. Undone the other way round. */
export const SetUpStep = z.enum([
  'api-key',
  'service',
  'functions',
  'versions',
  'build',
  'environment',
  'variables',
  'deployment',
  'application',
  'number',
]);
export type SetUpStep = z.infer<typeof SetUpStep>;
export const SET_UP_STEPS: readonly SetUpStep[] = SetUpStep.options;

export const FunctionName = z.enum(['outgoing', 'incoming', 'status']);
export type FunctionName = z.infer<typeof FunctionName>;

/** Where a number's calls went before: given back when the set-up is undone. */
const NumberRoute = z.strictObject({
  voiceUrl: z.string(),
  voiceMethod: z.string(),
  voiceApplicationSid: z.string(),
  trunkSid: z.string(),
});
export type NumberRoute = z.infer<typeof NumberRoute>;

/**
 * What has been made so far, by SID: the resumable part of the set-up. Nothing in it is secret. `sources` is a
 * fingerprint of the Functions' code.
 */
export const SetUpMade = z.strictObject({
  /** AC…, or empty before the first step. */
  accountSid: z.string(),
  /** SK…; its secret is in the vault. */
  apiKeySid: z.string().optional(),
  serviceSid: z.string().optional(),
  functionSids: z.record(FunctionName, z.string()).optional(),
  versions: z.strictObject({ sids: z.record(FunctionName, z.string()), sources: z.string() }).optional(),
  build: z.strictObject({ sid: z.string(), sources: z.string(), completed: z.boolean() }).optional(),
  environment: z.strictObject({ sid: z.string(), domainName: z.string() }).optional(),
  variables: z.record(z.string(), z.string()).optional(),
  deployedBuildSid: z.string().optional(),
  /** AP…, and the domain its voice URL points at. */
  application: z.strictObject({ sid: z.string(), domainName: z.string() }).optional(),
  /** PN…; `pointed` once its calls come to us. */
  number: z
    .strictObject({ sid: z.string(), before: NumberRoute, domainName: z.string(), pointed: z.boolean() })
    .optional(),
});
export type SetUpMade = z.infer<typeof SetUpMade>;

export const nothingMade: SetUpMade = { accountSid: '' };

export type SetUpAsked = {
  accountSid: string;
  /** PN… of the number that is called and calls. */
  numberSid: string;
  /** The same number, E.164. */
  callerId: string;
  /** Under which this desk is rung. */
  identity: string;
  /** E.164, or null for none: who is rung when the desk does not answer. */
  fallbackNumber: string | null;
  /** Names this machine's key among the account's. */
  deviceName: string;
};

/** What the Functions read from their environment. */
export const variablesOf = (asked: SetUpAsked): Record<string, string> => ({
  LATCHKEY_CALLER_ID: asked.callerId,
  LATCHKEY_IDENTITY: asked.identity,
  LATCHKEY_FALLBACK_NUMBER: asked.fallbackNumber ?? '',
});

/**
 * Which steps are to be done, in order, for what is asked. `sources` is the fingerprint of the Functions' code as it is
 * now; `secretKept` whether the vault has the secret of the key that was made.
 */
export function planSetUp(
  made: SetUpMade,
  asked: SetUpAsked,
  { sources, secretKept }: { sources: string; secretKept: boolean },
): SetUpStep[] {
  const buildDue = made.build?.sources !== sources || !made.build.completed;
  const due: Record<SetUpStep, boolean> = {
    'api-key': made.apiKeySid === undefined || !secretKept,
    service: made.serviceSid === undefined,
    functions: made.functionSids === undefined,
    versions: made.versions?.sources !== sources,
    build: buildDue,
    environment: made.environment === undefined,
    variables: !sameVariables(made.variables, variablesOf(asked)),
    deployment: buildDue || made.deployedBuildSid !== made.build?.sid,
    application: made.environment === undefined || made.application?.domainName !== made.environment.domainName,
    number: !isPointed(made, asked.numberSid),
  };
  return SET_UP_STEPS.filter((step) => due[step]);
}

const isPointed = ({ number, environment }: SetUpMade, numberSid: string): boolean =>
  number?.sid === numberSid && number.pointed && number.domainName === environment?.domainName;

function sameVariables(found: Record<string, string> | undefined, wanted: Record<string, string>): boolean {
  return found !== undefined && Object.entries(wanted).every(([key, value]) => found[key] === value);
}
