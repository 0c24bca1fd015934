import { spawn } from 'node:child_process';

/** Runs a command with our terminal as its own and answers its exit code. Ctrl-C reaches it through the terminal. */
export function runInFront(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const ignore = () => {};
    process.on('SIGINT', ignore);
    const terminate = () => child.kill('SIGTERM');
    process.on('SIGTERM', terminate);
    child.on('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code, signal) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', terminate);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}
