import type { Log } from '../core/log.js';
import type { ProviderModule } from '../core/contract/provider-module.js';

/**
 * A way to load the module of an adapter that does not come with the host: the proxies and authorities of the machine are set up
 * for the whole process first, since such an adapter does not do that itself.
 */
export function onMachineNetwork<Module extends Partial<ProviderModule>>(
  load: () => Promise<Module>,
): (log: Log) => Promise<Module> {
  return async (log) => {
    const { useMachineNetwork } = await import('../adapters/network/machine-network.js');
    await useMachineNetwork(log);
    return load();
  };
}
