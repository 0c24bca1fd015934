export type Resource = Readonly<Record<string, unknown>> & { sid: string };

/** What has been made, by its path: /v1/Services/ZS…/Functions/ZH…. Lists are newest first, as Twilio's are. */
export type ResourceTree = {
  get(path: string): Resource | null;
  put(path: string, resource: Resource): Resource;
  /** Takes out all that lies below, too. Answers whether there was anything. */
  remove(path: string): boolean;
  list(collection: string): Resource[];
};

export function createResourceTree(): ResourceTree {
  const resources = new Map<string, Resource>();
  return {
    get: (path) => resources.get(path) ?? null,
    put(path, resource) {
      resources.set(path, resource);
      return resource;
    },
    remove(path) {
      const found = resources.has(path);
      for (const each of [...resources.keys()]) {
        if (each === path || each.startsWith(`${path}/`)) resources.delete(each);
      }
      return found;
    },
    list: (collection) =>
      [...resources]
        .filter(([path]) => path.slice(0, path.lastIndexOf('/')) === collection)
        .map(([, resource]) => resource)
        .reverse(),
  };
}

let made = 0;
/** A SID nobody else has: two letters and 32 hexadecimal digits. */
export const newSid = (prefix: string): string => `${prefix}${(++made).toString(16).padStart(32, '0')}`;
