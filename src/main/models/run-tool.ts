import { spawn } from 'node:child_process';

/** How a tool ended: `code` is null where it could not be started or was stopped; `output` its last words. */
export type ToolOutcome = { readonly code: number | null; readonly output: string };

/** Runs a tool of this machine (pip, npm) in a folder to its end; an abort stops it. */
export type RunTool = (command: string, args: readonly string[], options: ToolOptions) => Promise<ToolOutcome>;
export type ToolOptions = { readonly cwd: string; readonly signal: AbortSignal };

const KEPT_CHARACTERS = 2000;

export const runTool: RunTool = (command, args, { cwd, signal }) =>
  new Promise((resolve) => {
    // npm is a .cmd file on Windows, which only a shell starts. Its arguments are words of the manifest, never paths:
    // a shell would split a path at its spaces.
    const shell = process.platform === 'win32' && command === 'npm';
    const child = spawn(command, args, { cwd, signal, shell, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    let output = '';
    const keep = (text: Buffer) => (output = (output + text.toString()).slice(-KEPT_CHARACTERS));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output: output.trim() }));
  });
