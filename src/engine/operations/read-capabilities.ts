import type { Capability } from '../../core/contract/capabilities.js';
import type { KubernetesCapabilities } from '../../core/contract/kubernetes-capabilities.js';
import type { ClusterSpec, DriverReference } from '../records/cluster-record.js';
import { withDriver, type EngineServices } from './engine-services.js';
import { specOptions } from '../options/request-options.js';

/** The optional abilities of a driver. */
export function driverCapabilities(
  services: Pick<EngineServices, 'openDriver'>,
  driver: DriverReference,
): Promise<ReadonlySet<Capability>> {
  return withDriver(services, driver, (session) => session.capabilities());
}

/** What a driver can do, and what a cluster of this spec offers to its workloads. */
export function clusterCapabilities(
  services: Pick<EngineServices, 'openDriver'>,
  spec: ClusterSpec,
): Promise<{ readonly driver: ReadonlySet<Capability>; readonly cluster: KubernetesCapabilities }> {
  return withDriver(services, spec.driver, async (session) => ({
    driver: await session.capabilities(),
    cluster: await session.kubernetesCapabilities(specOptions(spec)),
  }));
}
