// The only globals that exist in every process we ship (browser, worklet, Node, Electron).
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
declare var AbortController: { new (): AbortController };
declare function structuredClone<Value>(value: Value): Value;
declare function queueMicrotask(run: () => void): void;
interface URLSearchParams {
  get(name: string): string | null;
  delete(name: string): void;
}
interface URL {
  hostname: string;
  readonly href: string;
  password: string;
  pathname: string;
  port: string;
  protocol: string;
  readonly searchParams: URLSearchParams;
}
declare var URL: { new (url: string): URL; canParse(url: string): boolean };
