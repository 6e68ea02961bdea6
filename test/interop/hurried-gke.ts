/**
 * A provider for drivers that tests start: the compiled provider for GKE, to which waiting is 400 times shorter than it
 * says, and so patient that a busy machine does not matter.
 */
import type { ProviderServices } from '../../src/core/contract/provider-services.js';
import type * as gkeProvider from '../../src/providers/gke/gke-provider.js';
import { scaledClock } from '../providers/gke/support/scaled-clock.ts';

const compiled = new URL('../../lib/providers/gke/gke-provider.js', import.meta.url);
const gke = (await import(compiled.href)) as Pick<typeof gkeProvider, 'createProvider'>;

/** Creates the provider. */
export function createProvider(services: ProviderServices): ReturnType<typeof gke.createProvider> {
  return gke.createProvider({ ...services, clock: scaledClock(400) }, { requestTimeoutMs: 2_000_000 });
}
