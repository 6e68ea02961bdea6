import type { ProviderServices } from '../../core/contract/provider-services.js';
import { launchWith } from '../../providers/mock/control-plane/launch-control-plane.js';
import { createProvider as createMock } from '../../providers/mock/mock-provider.js';

/** The mock provider in a packaged driver, where the program of a control plane is the driver's own file. */
export function createProvider(services: ProviderServices): ReturnType<typeof createMock> {
  return createMock(services, launchWith([process.execPath, '--mock-control-plane']));
}
