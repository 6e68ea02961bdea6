import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const qemu = '/usr/bin/qemu-aarch64-static';

/** Where Debian's cross packages put the libraries of another architecture. */
const foreignRoot = '/usr/aarch64-linux-gnu';

/** Whether this machine has what it takes to run a program for arm64 (Debian: qemu-user-static, libstdc++6-arm64-cross). */
export function canRunForeign(): boolean {
  return existsSync(qemu) && existsSync(foreignRoot);
}

/** Runs a command to its end with an almost empty environment, by qemu if it `isForeign`. @throws Error where it fails */
export function runProgram(command: readonly string[], isForeign: boolean): void {
  const [program = '', ...args] = isForeign ? [qemu, '-L', foreignRoot, ...command] : command;
  execFileSync(program, args, {
    env: { PATH: '/usr/bin' },
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 120_000,
    killSignal: 'SIGKILL',
  });
}
