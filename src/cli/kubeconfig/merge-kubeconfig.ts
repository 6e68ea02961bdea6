import { messageOf } from '../../core/driver-error.js';
import type { ClusterRecord } from '../../engine/records/cluster-record.js';
import type { CliContext } from '../context/cli-context.js';
import { addToKubeconfig, kubeconfigFiles } from './kubeconfig-files.js';
import { contextName, kubeconfigOf } from './kubeconfig-of.js';

/**
 * Adds the cluster to the user's kubeconfig and prints how to use it. A failure is only a warning, because the cluster
 * itself exists.
 */
export async function mergeKubeconfig({ terminal }: CliContext, record: ClusterRecord): Promise<void> {
  try {
    const file = await addToKubeconfig(kubeconfigFiles(terminal), kubeconfigOf(record));
    terminal.stdout.write(`kubectl --context ${contextName(record.name)} get nodes   # written to ${file}\n`);
  } catch (thrown) {
    terminal.stderr.write(`warning: ${messageOf(thrown)}; "driver kubeconfig ${record.name}" prints one\n`);
  }
}
