import { z } from 'zod';
import type { FunctionName } from '../../../domain/telephony/plan-set-up.ts';
import { askTwilio, basicAuth } from '../twilio-http.ts';
import type { StepContext } from './step.ts';

const Uploaded = z.object({ sid: z.string() });
const Refused = z.object({ code: z.number().nullish(), message: z.string().nullish() });

/**
 * Uploads a Function's code and answers its version's SID (ZN…). The `twilio` package has no upload: it is a form with a
 * file, to a host of its own. Protected: Twilio lets in only what it signed itself. Throws as the package does.
 */
export async function uploadVersion(context: StepContext, functionSid: string, name: FunctionName): Promise<string> {
  const { keys, road, sources, made } = context;
  const form = new FormData();
  form.set('Path', `/${name}`);
  form.set('Visibility', 'protected');
  form.set('Content', new Blob([sources.code[name]], { type: 'application/javascript' }), `${name}.js`);
  const service = `https://serverless-upload.twilio.com/v1/Services/${made().serviceSid ?? ''}`;
  const answer = await askTwilio(road, `${service}/Functions/${functionSid}/Versions`, {
    method: 'POST',
    headers: { Authorization: basicAuth(keys.username, keys.password) },
    body: form,
  });
  const body: unknown = await answer.json().catch(() => null);
  const uploaded = Uploaded.safeParse(body);
  if (answer.ok && uploaded.success) return uploaded.data.sid;
  const { code = null, message = null } = Refused.safeParse(body).data ?? {};
  throw Object.assign(new Error(message ?? `HTTP ${answer.status}`), { status: answer.status, code });
}
