import { messageOf } from '../../core/driver-error.js';
import type { ClusterRecord } from '../records/cluster-record.js';
import { withDriver, type EngineServices } from './engine-services.js';

/**
 * The last step of every create and update, in a driver process of its own. The cluster is complete by then, so an error is
 * only a warning here. Rancher would repeat the whole operation without end.
 */
export async function removeLegacyServiceAccount(services: EngineServices, record: ClusterRecord): Promise<void> {
  try {
    await withDriver(services, record.driver, (driver) => driver.removeLegacyServiceAccount(record.info));
  } catch (thrown) {
    const message = `RemoveLegacyServiceAccount failed, which sends Rancher into an endless loop: ${messageOf(thrown)}`;
    services.report({ kind: 'warning', message });
  }
}
