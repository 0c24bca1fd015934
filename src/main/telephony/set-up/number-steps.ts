import type { Failure } from '../../../domain/failure.ts';
import type { NumberRoute } from '../../../domain/telephony/plan-set-up.ts';
import { saysNotFound } from '../twilio-failure.ts';
import { removed } from './key-step.ts';
import { OUR_NAME, type Step, type StepContext, type UndoContext } from './step.ts';

/** Whom the token sends outgoing calls to: the TwiML App, whose voice URL is our Function. */
export const applicationStep: Step = {
  name: 'application',
  async run(context) {
    const { twilio, remember } = context;
    const domainName = domainOf(context);
    const voice = { voiceUrl: `https://${domainName}/outgoing`, voiceMethod: 'POST' };
    const [found] = await twilio.applications.list({ friendlyName: OUR_NAME, limit: 1 });
    const { sid } = found
      ? await twilio.applications(found.sid).update(voice)
      : await twilio.applications.create({ friendlyName: OUR_NAME, ...voice });
    return remember({ application: { sid, domainName } });
  },
  async undo({ twilio, remember }) {
    for (const { sid } of await twilio.applications.list({ friendlyName: OUR_NAME })) {
      await removed(() => twilio.applications(sid).remove());
    }
    return remember({ application: undefined });
  },
};

const domainOf = ({ made }: StepContext): string => made().environment?.domainName ?? '';
const incomingUrl = (domainName: string): string => `https://${domainName}/incoming`;

/** Points the number at us. What it had is noted before it is changed: afterwards nobody would know. */
export const numberStep: Step = {
  name: 'number',
  async run(context) {
    const { twilio, asked, made, remember } = context;
    if (made().number && made().number?.sid !== asked.numberSid) {
      const failure = await giveBack(context);
      if (failure) return failure;
    }
    const domainName = domainOf(context);
    const number = await twilio.incomingPhoneNumbers(asked.numberSid).fetch();
    const ours = number.voiceUrl === incomingUrl(domainName);
    const found = { ...routeOf(number), ...(ours && { voiceUrl: '' }) };
    const before = made().number?.before ?? found;
    const noted = { sid: asked.numberSid, before, domainName };
    const notNoted = remember({ number: { ...noted, pointed: false } });
    if (notNoted) return notNoted;
    await number.update({
      voiceUrl: incomingUrl(domainName),
      voiceMethod: 'POST',
      // Either of these would go before the URL.
      voiceApplicationSid: '',
      trunkSid: '',
    });
    return remember({ number: { ...noted, pointed: true } });
  },
  undo: giveBack,
};

/** Where a number's calls go. What is not set is null in Twilio's answers, whatever the package's types say, and "" in ours. */
function routeOf(number: { [Key in keyof NumberRoute]: string | null }): NumberRoute {
  return {
    voiceUrl: number.voiceUrl ?? '',
    voiceMethod: number.voiceMethod ?? 'POST',
    voiceApplicationSid: number.voiceApplicationSid ?? '',
    trunkSid: number.trunkSid ?? '',
  };
}

/** Lets the number do what it did before us, unless somebody has changed it since, or sold it. */
async function giveBack({ twilio, made, remember }: UndoContext): Promise<Failure | null> {
  const noted = made().number;
  if (!noted) return null;
  try {
    const number = await twilio.incomingPhoneNumbers(noted.sid).fetch();
    if (number.voiceUrl === incomingUrl(noted.domainName)) await number.update(noted.before);
  } catch (error) {
    if (!saysNotFound(error)) throw error;
  }
  return remember({ number: undefined });
}
