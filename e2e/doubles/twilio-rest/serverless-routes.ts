import { type Answer, type Asked, gone, made, NEW_DATE, notFound, refusal, type Route, told } from './answer.ts';
import { newSid, type Resource } from './resource-tree.ts';

const SERVICE = '/v1/Services/:service';
const ENVIRONMENT = `${SERVICE}/Environments/:environment`;
const VERSIONS = `${SERVICE}/Functions/:function/Versions`;

const listed = (key: string) => (asked: Asked) =>
  told({
    [key]: asked.tree.list(asked.path),
    meta: { key, page: 0, page_size: 50, next_page_url: null, previous_page_url: null, url: '', first_page_url: '' },
  });

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** Makes one in a collection whose owner there is, unless another has its unique field already. */
const creating =
  (prefix: string, unique: string | null, fieldsOf: (asked: Asked) => Record<string, unknown> | Answer) =>
  (asked: Asked): Answer => {
    const owner = parentOf(asked.path);
    if (owner !== '/v1' && !asked.tree.get(owner)) return notFound(owner);
    const fields = fieldsOf(asked);
    if (isAnswer(fields)) return fields;
    if (unique && asked.tree.list(asked.path).some((one) => one[unique] === fields[unique])) {
      return refusal(409, 20409, `A resource with this ${unique} already exists`);
    }
    const sid = newSid(prefix);
    const dated = { date_created: NEW_DATE, date_updated: NEW_DATE };
    return made(asked.tree.put(`${asked.path}/${sid}`, { sid, ...dated, ...fields }));
  };

const isAnswer = (value: Record<string, unknown> | Answer): value is Answer =>
  typeof value.status === 'number' && 'body' in value;

const required = (asked: Asked, ...names: string[]): Answer | null => {
  const lacking = names.find((name) => !asked.fields.get(name));
  return lacking ? refusal(400, 20001, `Missing required parameter ${lacking} in the post body`) : null;
};

/** A service answers to its unique name as well as to its SID. */
const serviceAt = (asked: Asked): Resource | null => {
  const name = asked.path.slice(asked.path.lastIndexOf('/') + 1);
  return asked.tree.list('/v1/Services').find((one) => one.sid === name || one.unique_name === name) ?? null;
};

const buildStatus = (asked: Asked): Answer => {
  const path = parentOf(asked.path);
  const build = asked.tree.get(path);
  if (!build) return notFound(path);
  const polls = Number(build.polls) + 1;
  const finished = polls > asked.account.buildTakesPolls;
  const status = !finished ? 'building' : asked.account.buildFails ? 'failed' : 'completed';
  return told(asked.tree.put(path, { ...build, polls, status }));
};

const fetchOne = (asked: Asked): Answer => {
  const found = asked.tree.get(asked.path);
  return found ? told(found) : notFound(asked.path);
};
const removeOne = (asked: Asked): Answer => (asked.tree.remove(asked.path) ? gone : notFound(asked.path));

const createService = creating('ZS', 'unique_name', (asked) => {
  const name = asked.fields.get('UniqueName');
  return (
    required(asked, 'UniqueName', 'FriendlyName') ?? {
      unique_name: name,
      friendly_name: asked.fields.get('FriendlyName'),
      include_credentials: asked.fields.get('IncludeCredentials') === 'true',
      ui_editable: asked.fields.get('UiEditable') === 'true',
      domain_base: `${name}-4711`,
    }
  );
});

const createBuild = creating('ZB', null, (asked) => {
  const service = parentOf(asked.path);
  const sids = asked.fields.getAll('FunctionVersions');
  const versions = asked.tree
    .list(`${service}/Functions`)
    .flatMap((one) => asked.tree.list(`${service}/Functions/${one.sid}/Versions`))
    .filter((one) => sids.includes(one.sid));
  if (sids.length === 0 || versions.length !== sids.length) {
    return refusal(400, 20001, 'FunctionVersions names a version there is not');
  }
  return {
    status: 'building',
    polls: 0,
    function_versions: versions,
    asset_versions: [],
    runtime: asked.fields.get('Runtime'),
    dependencies: JSON.parse(asked.fields.get('Dependencies') ?? '[]') as unknown,
  };
});

const createEnvironment = creating('ZE', 'unique_name', (asked) => {
  const service = asked.tree.get(parentOf(asked.path));
  const suffix = asked.fields.get('DomainSuffix');
  return (
    required(asked, 'UniqueName') ?? {
      unique_name: asked.fields.get('UniqueName'),
      domain_suffix: suffix,
      domain_name: `${String(service?.domain_base)}${suffix ? `-${suffix}` : ''}.twil.io`,
      build_sid: null,
    }
  );
});

const createDeployment = creating('ZD', null, (asked) => {
  const environmentPath = parentOf(asked.path);
  const environment = asked.tree.get(environmentPath);
  const sid = asked.fields.get('BuildSid');
  const build = asked.tree.get(`${parentOf(parentOf(environmentPath))}/Builds/${sid}`);
  if (!environment || build?.status !== 'completed') return refusal(400, 20001, 'The build is not completed');
  asked.tree.put(environmentPath, { ...environment, build_sid: sid });
  return { build_sid: sid };
});

const updateVariable = (asked: Asked): Answer => {
  const found = asked.tree.get(asked.path);
  return found
    ? told(asked.tree.put(asked.path, { ...found, value: asked.fields.get('Value') }))
    : notFound(asked.path);
};

/** serverless.twilio.com, v1. */
export const serverlessRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/Services', answer: listed('services') },
  { method: 'POST', path: '/v1/Services', answer: createService },
  {
    method: 'GET',
    path: SERVICE,
    answer(asked) {
      const service = serviceAt(asked);
      return service ? told(service) : notFound(asked.path);
    },
  },
  {
    method: 'DELETE',
    path: SERVICE,
    answer(asked) {
      const service = serviceAt(asked);
      return service && asked.tree.remove(`/v1/Services/${service.sid}`) ? gone : notFound(asked.path);
    },
  },
  { method: 'GET', path: `${SERVICE}/Functions`, answer: listed('functions') },
  {
    method: 'POST',
    path: `${SERVICE}/Functions`,
    answer: creating(
      'ZH',
      null,
      (asked) => required(asked, 'FriendlyName') ?? { friendly_name: asked.fields.get('FriendlyName') },
    ),
  },
  { method: 'GET', path: VERSIONS, answer: listed('function_versions') },
  {
    method: 'GET',
    path: `${VERSIONS}/:version/Content`,
    answer(asked) {
      const version = asked.tree.get(parentOf(asked.path));
      return version ? told({ sid: version.sid, content: version.content }) : notFound(asked.path);
    },
  },
  { method: 'GET', path: `${SERVICE}/Builds`, answer: listed('builds') },
  { method: 'POST', path: `${SERVICE}/Builds`, answer: createBuild },
  { method: 'GET', path: `${SERVICE}/Builds/:build/Status`, answer: buildStatus },
  { method: 'GET', path: `${SERVICE}/Environments`, answer: listed('environments') },
  { method: 'POST', path: `${SERVICE}/Environments`, answer: createEnvironment },
  { method: 'GET', path: ENVIRONMENT, answer: fetchOne },
  { method: 'DELETE', path: ENVIRONMENT, answer: removeOne },
  { method: 'GET', path: `${ENVIRONMENT}/Variables`, answer: listed('variables') },
  {
    method: 'POST',
    path: `${ENVIRONMENT}/Variables`,
    answer: creating(
      'ZV',
      'key',
      (asked) => required(asked, 'Key') ?? { key: asked.fields.get('Key'), value: asked.fields.get('Value') },
    ),
  },
  { method: 'POST', path: `${ENVIRONMENT}/Variables/:variable`, answer: updateVariable },
  { method: 'DELETE', path: `${ENVIRONMENT}/Variables/:variable`, answer: removeOne },
  { method: 'POST', path: `${ENVIRONMENT}/Deployments`, answer: createDeployment },
];

/** serverless-upload.twilio.com, v1: multipart, the code as a file. */
export const uploadRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: VERSIONS,
    answer: creating(
      'ZN',
      null,
      (asked) =>
        required(asked, 'Path', 'Visibility', 'Content') ?? {
          path: asked.fields.get('Path'),
          visibility: asked.fields.get('Visibility'),
          content: asked.fields.get('Content'),
        },
    ),
  },
];
