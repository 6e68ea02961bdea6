import { execFile } from 'node:child_process';
import type { Check } from '../../../src/core/contract/doctor.js';
import type { Wish } from '../../providers/gke/support/gke-stand.js';

/** Has the command line of a packaged driver examine everything; returns what it found. */
export async function askDoctor(
  program: string,
  { name, displayName: _, ...wish }: Wish,
  environment: Readonly<Record<string, string>>,
): Promise<readonly Check[]> {
  const flags = Object.entries(wish).map(([option, value]) => `--${kebabCase(option)}=${String(value)}`);
  const args = ['doctor', String(name), '--provider', 'gke', '--json', ...flags];
  const env = { PATH: '/usr/bin', HOME: '/nowhere', ...environment };
  return new Promise((resolve, reject) => {
    // That a check failed is no failure of the command.
    execFile(program, args, { cwd: '/', env }, (_, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout) as readonly Check[]);
      } catch (cause) {
        reject(new Error(`doctor: it found nothing out: ${stderr}`, { cause }));
      }
    });
  });
}

function kebabCase(option: string): string {
  return option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
