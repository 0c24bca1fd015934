import { z } from 'zod';

/** Where the agent's checkpoints of calls that are up are kept. */
export const CheckpointPlace = z.enum(['disk', 'redis', 'postgres']);
export type CheckpointPlace = z.infer<typeof CheckpointPlace>;
export type ServerKind = Exclude<CheckpointPlace, 'disk'>;

const PROTOCOLS: Readonly<Record<ServerKind, readonly string[]>> = {
  redis: ['redis:', 'rediss:'],
  postgres: ['postgres:', 'postgresql:'],
};
export const SERVER_NAMES: Readonly<Record<ServerKind, string>> = { redis: 'Redis', postgres: 'Postgres' };
const EXAMPLES: Readonly<Record<ServerKind, string>> = {
  redis: 'redis://127.0.0.1:6379',
  postgres: 'postgresql://latchkey@127.0.0.1:5432/latchkey',
};

/** Where such a server's own clients expect it. */
export const PORTS: Readonly<Record<ServerKind, number>> = { redis: 6379, postgres: 5432 };

/** What is wrong with an address, as a sentence for who wrote it; null where nothing is. */
export function addressTrouble(kind: ServerKind, text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !PROTOCOLS[kind].includes(url.protocol) || url.hostname === '')
    return `Write an address such as ${EXAMPLES[kind]}.`;
  if (kind === 'redis' && !/^\/?0?$/.test(url.pathname))
    return 'Take database 0, the only one that Redis can search in: leave out what follows the port.';
  if (kind === 'postgres' && url.pathname.length < 2) return `Name the database, as in ${EXAMPLES[kind]}.`;
  return null;
}

/** Postgres' clients take a password from the query, too. */
const SECRET_PARAMETERS = ['password', 'sslpassword'];

/** An address without its password, and the password; null where it names none. The address must be a URL. */
export function splitSecret(address: string): { url: string; password: string | null } {
  const url = new URL(address);
  const inQuery = SECRET_PARAMETERS.map((name) => url.searchParams.get(name)).find((value) => value !== null) ?? null;
  const password = url.password === '' ? inQuery : decoded(url.password);
  if (password === null) return { url: address, password: null };
  url.password = '';
  for (const name of SECRET_PARAMETERS) url.searchParams.delete(name);
  return { url: url.href, password };
}

/** A password with a percent sign that stands for itself is what was written. */
function decoded(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}

/** The address with its password in it, as a client of the server wants it. */
export function withSecret(address: string, password: string | null): string {
  if (!password) return address;
  const url = new URL(address);
  url.password = encodeURIComponent(password);
  return url.href;
}

/** Which server that is, for the screen and the log: no user, no password. */
export function serverAt(kind: ServerKind, address: string): string {
  const { hostname, port } = new URL(address);
  return `${hostname}:${port || PORTS[kind]}`;
}

/** An address as it is kept with the settings: without a password, which belongs in the keychain. */
export const serverAddress = (kind: ServerKind) =>
  z
    .string()
    .max(500)
    .superRefine((text, context) => {
      const trouble = addressTrouble(kind, text);
      if (trouble) context.addIssue({ code: 'custom', message: trouble });
      else if (splitSecret(text).password !== null)
        context.addIssue({ code: 'custom', message: 'The password belongs in the keychain, not in the settings.' });
    });

const withPassword = (kind: ServerKind) =>
  z.string().superRefine((text, context) => {
    const trouble = addressTrouble(kind, text);
    if (trouble) context.addIssue({ code: 'custom', message: trouble });
  });

/** A server as a person writes it, with or without its password; a password of null keeps the one that is known. */
export const WrittenServer = z
  .strictObject({
    kind: z.enum(['redis', 'postgres']),
    url: z.string().trim().max(500),
    password: z.string().max(500).nullable(),
  })
  .superRefine(({ kind, url }, context) => {
    const trouble = addressTrouble(kind, url);
    if (trouble) context.addIssue({ code: 'custom', message: trouble, path: ['url'] });
  });
export type WrittenServer = z.infer<typeof WrittenServer>;

const onRedis = z.strictObject({ kind: z.literal('redis'), url: withPassword('redis') });
const onPostgres = z.strictObject({ kind: z.literal('postgres'), url: withPassword('postgres') });

/** `url` has the password in it: it goes over the processes' own port and nowhere else. */
export const ServerChoice = z.discriminatedUnion('kind', [onRedis, onPostgres]);
export type ServerChoice = z.infer<typeof ServerChoice>;
/** What main tells the voice. */
export const CheckpointChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('disk') }),
  onRedis,
  onPostgres,
]);
export type CheckpointChoice = z.infer<typeof CheckpointChoice>;

/** The Redis that was chosen, for whatever else may be kept in it; null where none was. */
export const redisOf = (choice: CheckpointChoice): { url: string } | null =>
  choice.kind === 'redis' ? { url: choice.url } : null;
