import { afterEach, describe, expect, it } from '@jest/globals';
import type { OptionTable } from '../../../src/core/options/option-table.js';
import { parseOptions } from '../../../src/core/options/parse-options.js';
import type { ClusterContext } from '../../../src/core/contract/operation-context.js';
import { gkeOptions, type GkeOptions, type GkeOptionValues } from '../../../src/providers/gke/options/gke-options.js';
import { createProvider } from '../../../src/providers/gke/gke-provider.js';
import type { GkeState } from '../../../src/providers/gke/options/gke-state.js';
import { FakeKubernetesApi } from '../../support/fake-kubernetes-api.js';
import { MemoryLog } from '../../support/memory-log.js';
import { rawOptions } from '../../support/raw-options.js';
import { startGoogleDouble } from './double/google-double.js';
import type { GoogleDouble } from './double/running-double.js';
import { scaledClock } from './support/scaled-clock.js';

let google: GoogleDouble | undefined;

afterEach(async () => {
  expect(google?.violations ?? []).toEqual([]);
  await google?.stop();
  google = undefined;
});

function optionsOf(wish: Parameters<typeof rawOptions>[0]): GkeOptionValues {
  const root = google?.endpoints.root ?? '';
  const credential = JSON.stringify(google?.makeKey().file);
  const basics = { credential, zone: 'us-central1-a', apiEndpoint: root, computeEndpoint: root };
  const { values } = parseOptions<OptionTable>(gkeOptions, rawOptions({ ...basics, ...wish }), { call: 'create' });
  return values as unknown as GkeOptionValues;
}

describe('the way into a cluster', () => {
  it('is its public address, and its private one when that alone is wanted, each with a token that soon expires', async () => {
    google = await startGoogleDouble();
    const connectKubernetes = new FakeKubernetesApi({ fills: 'at once' }).connect;
    const services = { clock: scaledClock(400), log: new MemoryLog(), connectKubernetes };
    const provider = createProvider(services, { environment: {} });
    const operation = {
      clock: services.clock,
      name: 'c-abcde',
      signal: new AbortController().signal,
      progress: () => undefined,
    };
    const previous = optionsOf({});
    const state = await provider.create({
      ...operation,
      displayName: 'Shop',
      options: previous,
      checkpoint: () => undefined,
    });
    const open = await provider.access({ ...operation, options: previous, state });
    const [{ endpoint = '', controlPlaneEndpointsConfig } = {}] = google.snapshot().clusters;
    expect(open.endpoint).toBe(`https://${String(endpoint)}`);
    expect(google.accountOf(tokenOf(open))).toBe('driver@double-project.iam.gserviceaccount.com');

    const options = optionsOf({ enablePrivateEndpoint: true });
    const context: ClusterContext<GkeOptions, GkeState> = { ...operation, options, state };
    await provider.update?.({ ...context, previous, given: new Set(['enable-private-endpoint']) });
    const closed = await provider.access(context);
    const inside = controlPlaneEndpointsConfig?.ipEndpointsConfig?.privateEndpoint ?? '';
    expect(inside).not.toBe(endpoint);
    expect(closed.endpoint).toBe(`https://${inside}`);
  });
});

function tokenOf({ credential }: { readonly credential: { readonly kind: string; readonly token?: string } }): string {
  return credential.token ?? '';
}
