import type { ResourceTree } from './resource-tree.ts';

/** A request that was let in; `fields` are its form's, parts of an upload among them. */
export type Asked = {
  method: string;
  host: string;
  path: string;
  query: URLSearchParams;
  fields: URLSearchParams;
  tree: ResourceTree;
  account: AccountState;
};

export type Answer = { status: number; body: unknown };

/** What a test sets before or between requests. */
export type AccountState = {
  sid: string;
  authToken: string;
  friendlyName: string;
  type: 'Full' | 'Trial';
  status: 'active' | 'suspended' | 'closed';
  balance: string;
  /** ISO codes of countries whose ordinary numbers may not be called. */
  forbiddenCountries: Set<string>;
  /** How often a build says that it is still building. */
  buildTakesPolls: number;
  buildFails: boolean;
};

export const made = (body: unknown): Answer => ({ status: 201, body });
export const told = (body: unknown): Answer => ({ status: 200, body });
export const gone: Answer = { status: 204, body: null };

/** Twilio's way of saying no. */
export const refusal = (status: number, code: number, message: string): Answer => ({
  status,
  body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
});

export const notFound = (path: string): Answer => refusal(404, 20404, `The requested resource ${path} was not found`);

/** A handler by method and path; a segment like `:sid` stands for any. Answers null where none fits. */
export type Route = { method: string; path: string; answer: (asked: Asked) => Answer };

export function findRoute(routes: readonly Route[], method: string, path: string): Route | null {
  const segments = path.split('/');
  const fits = (route: Route) => {
    const wanted = route.path.split('/');
    return (
      wanted.length === segments.length &&
      wanted.every((segment, index) => segment.startsWith(':') || segment === segments[index])
    );
  };
  return routes.find((route) => route.method === method && fits(route)) ?? null;
}

/** RFC 2822 for the old API, ISO 8601 for the new ones; nothing here hangs on when. */
export const OLD_DATE = 'Mon, 05 Jan 2026 15:00:00 +0000';
export const NEW_DATE = '2026-01-05T15:00:00Z';
