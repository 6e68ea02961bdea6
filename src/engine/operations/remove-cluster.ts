import { DriverError, messageOf } from '../../core/driver-error.js';
import type { ClusterRecord } from '../records/cluster-record.js';
import { withDriver, type EngineServices } from './engine-services.js';
import { keepStatus } from './keep-record.js';

/** The outcome of a removal; `forgotten` means that the driver failed and the record was deleted all the same. */
export type Removal = 'removed' | 'absent' | 'forgotten';

const tries = 4;
const pauseMs = 1_000;

/**
 * Removes a cluster: four tries, one second apart, each in a driver process of its own. An unknown cluster is success. With
 * `forget`, the record is deleted after the last failure, as Rancher does.
 * @throws the driver's last error; the record stays, for another try
 */
export async function removeCluster(
  services: EngineServices,
  name: string,
  { forget }: { readonly forget: boolean },
): Promise<Removal> {
  const record = await services.store.read(name);
  if (record === undefined) return 'absent';
  const failure = await tryToRemove(services, record);
  if (failure !== undefined && (!forget || services.signal.aborted)) {
    await keepStatus(services, record, record.info.status, failure);
    throw failure;
  }
  if (failure !== undefined) {
    const message = `${name} is forgotten, but could not be removed; look for leftovers: ${failure.message}`;
    services.report({ kind: 'warning', message });
  }
  await services.store.remove(name);
  return failure === undefined ? 'removed' : 'forgotten';
}

async function tryToRemove(services: EngineServices, record: ClusterRecord): Promise<DriverError | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      await withDriver(services, record.driver, (driver) => driver.remove(record.info));
      return undefined;
    } catch (thrown) {
      const failure = DriverError.from(thrown);
      if (attempt === tries || services.signal.aborted) return failure;
      services.report({
        kind: 'warning',
        message: `try ${String(attempt)} of ${String(tries)}: ${messageOf(failure)}`,
      });
      await services.clock.sleep(pauseMs, services.signal).catch(() => undefined);
    }
  }
}
