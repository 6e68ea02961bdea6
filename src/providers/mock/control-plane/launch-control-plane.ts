import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Starts the program of a control plane for `directory`, in a process that outlives this one. */
export type LaunchControlPlane = (directory: string, cluster: string) => ChildProcess;

/** A program and the arguments before `<directory> <cluster>`. */
export type ControlPlaneCommand = readonly [program: string, ...args: readonly string[]];

/** The log file of the process, inside the cluster's directory. */
export function logPath(directory: string): string {
  return join(directory, 'control-plane.log');
}

/**
 * Makes a launch of a command with an empty environment. A packaged driver starts itself, with an argument of its own.
 */
export function launchWith([program, ...args]: ControlPlaneCommand): LaunchControlPlane {
  return (directory, cluster) => {
    const log = openSync(logPath(directory), 'a', 0o600);
    try {
      const child = spawn(program, [...args, directory, cluster], {
        detached: true,
        cwd: '/',
        env: {},
        stdio: ['ignore', log, log],
      });
      child.unref();
      // The caller notices a program that cannot be started: there is no process.
      child.on('error', () => undefined);
      return child;
    } finally {
      closeSync(log);
    }
  };
}

/** Starts the compiled program beside this file with the Node.js that runs this process. */
export const launchControlPlane: LaunchControlPlane = launchWith([process.execPath, compiledProgram()]);

/**
 * The path of the compiled program, because Node.js cannot run the source. Where this file runs from `src`, the program
 * is in `lib` beside it.
 */
function compiledProgram(): string {
  const path = fileURLToPath(new URL('./control-plane-process.js', import.meta.url));
  return import.meta.url.endsWith('.ts') ? path.replace('/src/', '/lib/') : path;
}
