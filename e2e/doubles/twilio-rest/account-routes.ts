import { type Answer, type Asked, gone, made, notFound, OLD_DATE, refusal, type Route, told } from './answer.ts';
import { newSid } from './resource-tree.ts';

const ROOT = '/2010-04-01/Accounts/:account';

const dated = { date_created: OLD_DATE, date_updated: OLD_DATE };
const page = (key: string, items: unknown[]): Answer =>
  told({ [key]: items, page: 0, page_size: 50, next_page_uri: null, previous_page_uri: null, uri: '' });

const wanting = (asked: Asked, name: string): Answer | null =>
  asked.fields.get(name) ? null : refusal(400, 20001, `Missing required parameter ${name}`);

/** A form's fields under the names of the answer: VoiceUrl is voice_url there. */
const snake = (asked: Asked): Record<string, string> =>
  Object.fromEntries(
    [...asked.fields].map(([name, value]) => [
      name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase(),
      value,
    ]),
  );

const fetchOne = (asked: Asked): Answer => {
  const found = asked.tree.get(asked.path);
  return found ? told(found) : notFound(asked.path);
};
const updateOne = (asked: Asked): Answer => {
  const found = asked.tree.get(asked.path);
  return found ? told(asked.tree.put(asked.path, { ...found, ...snake(asked) })) : notFound(asked.path);
};
const removeOne = (asked: Asked): Answer => (asked.tree.remove(asked.path) ? gone : notFound(asked.path));
const listed = (key: string) => (asked: Asked) => {
  const name = asked.query.get('FriendlyName');
  return page(
    key,
    asked.tree.list(asked.path).filter((one) => name === null || one.friendly_name === name),
  );
};

const listedCalls = (asked: Asked) => {
  const parent = asked.query.get('ParentCallSid');
  return page(
    'calls',
    asked.tree.list(asked.path).filter((one) => parent === null || one.parent_call_sid === parent),
  );
};

const createApplication = (asked: Asked): Answer => {
  const sid = newSid('AP');
  return made(
    asked.tree.put(`${asked.path}/${sid}`, { sid, ...dated, account_sid: asked.account.sid, ...snake(asked) }),
  );
};

/** Told once, when a key is made. */
export const secretOf = (keySid: string): string => `secret of ${keySid}`;

const createKey = (asked: Asked): Answer => {
  const sid = newSid('SK');
  const secret = secretOf(sid);
  const key = { sid, ...dated, friendly_name: asked.fields.get('FriendlyName') ?? '' };
  asked.tree.put(`${asked.path}/${sid}`, key);
  return made({ ...key, secret });
};

const accountFacts = ({ account }: Asked): Answer =>
  told({ sid: account.sid, friendly_name: account.friendlyName, status: account.status, type: account.type, ...dated });

const balanceFacts = ({ account }: Asked): Answer =>
  told({ account_sid: account.sid, balance: account.balance, currency: 'USD' });

const sendMessage = (asked: Asked): Answer => {
  const sid = newSid('KX');
  return (
    wanting(asked, 'Content') ??
    made(asked.tree.put(`${asked.path}/${sid}`, { sid, date_created: OLD_DATE, content: asked.fields.get('Content') }))
  );
};

/** api.twilio.com, 2010-04-01, without the ".json" at the end of every path. */
export const accountRoutes: readonly Route[] = [
  { method: 'GET', path: ROOT, answer: accountFacts },
  { method: 'GET', path: `${ROOT}/Balance`, answer: balanceFacts },
  { method: 'GET', path: `${ROOT}/IncomingPhoneNumbers`, answer: listed('incoming_phone_numbers') },
  { method: 'GET', path: `${ROOT}/IncomingPhoneNumbers/:sid`, answer: fetchOne },
  { method: 'POST', path: `${ROOT}/IncomingPhoneNumbers/:sid`, answer: updateOne },
  { method: 'GET', path: `${ROOT}/OutgoingCallerIds`, answer: listed('outgoing_caller_ids') },
  { method: 'GET', path: `${ROOT}/Keys`, answer: listed('keys') },
  { method: 'POST', path: `${ROOT}/Keys`, answer: createKey },
  { method: 'GET', path: `${ROOT}/Keys/:sid`, answer: fetchOne },
  { method: 'DELETE', path: `${ROOT}/Keys/:sid`, answer: removeOne },
  { method: 'GET', path: `${ROOT}/Applications`, answer: listed('applications') },
  { method: 'POST', path: `${ROOT}/Applications`, answer: createApplication },
  { method: 'GET', path: `${ROOT}/Applications/:sid`, answer: fetchOne },
  { method: 'POST', path: `${ROOT}/Applications/:sid`, answer: updateOne },
  { method: 'DELETE', path: `${ROOT}/Applications/:sid`, answer: removeOne },
  { method: 'GET', path: `${ROOT}/Calls`, answer: listedCalls },
  { method: 'GET', path: `${ROOT}/Calls/:sid`, answer: fetchOne },
  { method: 'POST', path: `${ROOT}/Calls/:sid/UserDefinedMessages`, answer: sendMessage },
];

const COUNTRIES: Readonly<Record<string, string>> = { US: 'United States/Canada', DE: 'Germany', GB: 'United Kingdom' };

/** voice.twilio.com, v1. */
export const voiceRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/DialingPermissions/Countries/:iso',
    answer({ path, account }) {
      const iso = path.slice(path.lastIndexOf('/') + 1);
      const name = COUNTRIES[iso];
      if (!name) return notFound(path);
      return told({ iso_code: iso, name, low_risk_numbers_enabled: !account.forbiddenCountries.has(iso) });
    },
  },
];
