import type { Clock } from '../../core/clock.js';
import { DriverError } from '../../core/driver-error.js';
import type { ClusterRecord, DriverReference } from '../records/cluster-record.js';
import type { ClusterStore } from '../records/cluster-store.js';
import type { DriverSession } from '../client/driver-client.js';
import type { Report } from '../process/engine-event.js';

/** What every operation of the engine works with. */
export interface EngineServices {
  readonly store: ClusterStore;
  readonly clock: Clock;
  readonly report: Report;
  /** Cancels the operation. */
  readonly signal: AbortSignal;
  /** Starts a driver for one operation. */
  readonly openDriver: (driver: DriverReference) => Promise<DriverSession>;
}

/** Starts a driver, runs `work` with it, and ends the driver, also where `work` fails. */
export async function withDriver<Result>(
  services: Pick<EngineServices, 'openDriver'>,
  driver: DriverReference,
  work: (driver: DriverSession) => Promise<Result>,
): Promise<Result> {
  const session = await services.openDriver(driver);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

/** The record of a cluster. @throws NOT_FOUND where there is none */
export async function readRecord({ store }: EngineServices, name: string): Promise<ClusterRecord> {
  const record = await store.read(name);
  if (record === undefined) throw new DriverError('NOT_FOUND', { why: `there is no cluster named ${name}` });
  return record;
}
