import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClusterInfo } from '../../../src/core/cluster-info.js';
import { tool } from './real-engine.js';

/** For the files of this process, and gone with it. */
let directory: string | undefined;
let files = 0;

/** Calls kubectl on a cluster with nothing but Rancher's token for a credential. */
export type Kubectl = (...args: readonly string[]) => Promise<string>;

/** Makes a kubectl that uses the token in `info`. `program` is a path, or found where the engine's tools are. */
export async function kubectlWithToken(info: ClusterInfo, program = 'kubectl'): Promise<Kubectl> {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server: info.endpoint, 'certificate-authority-data': info.rootCaCertificate } }],
    users: [{ name: 'u', user: { token: info.serviceAccountToken } }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x',
  };
  const file = join(ownDirectory(), `kubeconfig-${String((files += 1))}`);
  await writeFile(file, JSON.stringify(config), { mode: 0o600 });
  return (...args) => tool(program, ['--kubeconfig', file, ...args]);
}

function ownDirectory(): string {
  if (directory !== undefined) return directory;
  const made = mkdtempSync(join(tmpdir(), 'driver-real-kubectl-'));
  process.once('exit', () => {
    rmSync(made, { recursive: true, force: true });
  });
  return (directory = made);
}
