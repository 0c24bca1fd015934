import { variablesOf } from '../../../domain/telephony/plan-set-up.ts';
import { removed } from './key-step.ts';
import { OUR_NAME, type Step, type UndoContext } from './step.ts';

/** There is one: what is deployed is what answers. */
const ENVIRONMENT_NAME = 'production';

const environmentsOf = ({ twilio, made }: UndoContext) =>
  twilio.serverless.v1.services(made().serviceSid ?? OUR_NAME).environments;

export const environmentStep: Step = {
  name: 'environment',
  async run(context) {
    const environments = environmentsOf(context);
    const found = (await environments.list()).find(({ uniqueName }) => uniqueName === ENVIRONMENT_NAME);
    const { sid, domainName } = found ?? (await environments.create({ uniqueName: ENVIRONMENT_NAME }));
    return context.remember({ environment: { sid, domainName } });
  },
  async undo(context) {
    const sid = context.made().environment?.sid;
    // Off the air at once; where it was never noted, it goes with the service.
    if (sid !== undefined) await removed(() => environmentsOf(context)(sid).remove());
    return context.remember({ environment: undefined });
  },
};

export const variablesStep: Step = {
  name: 'variables',
  async run(context) {
    const environment = environmentsOf(context)(context.made().environment?.sid ?? '');
    const found = await environment.variables.list();
    const wanted = variablesOf(context.asked);
    for (const [key, value] of Object.entries(wanted)) {
      const existing = found.find((variable) => variable.key === key);
      if (!existing && value) await environment.variables.create({ key, value });
      // A variable cannot be empty: none is none.
      else if (existing && !value) await removed(() => environment.variables(existing.sid).remove());
      else if (existing && existing.value !== value) await environment.variables(existing.sid).update({ value });
    }
    return context.remember({ variables: wanted });
  },
  undo: (context) => Promise.resolve(context.remember({ variables: undefined })),
};

export const deploymentStep: Step = {
  name: 'deployment',
  async run(context) {
    const buildSid = context.made().build?.sid ?? '';
    const environment = environmentsOf(context)(context.made().environment?.sid ?? '');
    const deployed = await environment.fetch();
    if (deployed.buildSid !== buildSid) await environment.deployments.create({ buildSid });
    return context.remember({ deployedBuildSid: buildSid });
  },
  undo: (context) => Promise.resolve(context.remember({ deployedBuildSid: undefined })),
};
