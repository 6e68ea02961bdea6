import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { ClusterInfo } from '../../../src/core/contract/cluster-info.js';
import { tool } from './real-engine.js';

/** For the kubeconfigs of a test file, and gone with it. */
const directory = mkdtempSync(join(tmpdir(), 'driver-real-kubectl-'));
let files = 0;
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

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
  const file = join(directory, `kubeconfig-${String((files += 1))}`);
  await writeFile(file, JSON.stringify(config), { mode: 0o600 });
  return (...args) => tool(program, ['--kubeconfig', file, ...args]);
}
