import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { builtInProviders } from '../../src/composition/built-in-providers.js';
import { connectKubernetes } from '../../src/adapters/kubernetes/connect-kubernetes.js';
import { loadProvider } from '../../src/composition/load-provider.js';
import type { ExampleRequest } from '../../src/manifest/example-values.js';
import { manifestText } from '../../src/manifest/manifest-text.js';
import { systemClock } from '../../src/adapters/system-clock.js';
import { MemoryLog } from '../support/memory-log.js';
import { goIsHere, goProgram } from './go-program.js';

interface Resource {
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const driver = (name: string) => ({
  name,
  url: `https://downloads.example.com/kontainer-engine-driver-${name}-linux-amd64`,
  checksum: 'a'.repeat(64),
  whitelistDomains: ['*.example.com'],
});

(goIsHere() ? describe : describe.skip)("Terraform's own parser", () => {
  const resourcesIn = (input: string): readonly Resource[] =>
    JSON.parse(execFileSync(goProgram('terraform-reader'), { input, encoding: 'utf8' })) as readonly Resource[];

  const expectSame = async (name: string, example: ExampleRequest): Promise<void> => {
    const named = { ...example, clusterName: 'c-k7x2p' };
    const [registration, cluster] = resourcesIn(
      await manifestText({ driver: driver(name), form: 'terraform', example: named }),
    );
    const yaml = await manifestText({ driver: driver(name), form: 'yaml', example: named });
    const [, wanted] = parseAllDocuments(yaml).map((document) => document.toJS() as unknown);
    const { url, checksum, whitelistDomains } = driver(name);
    expect(registration).toEqual({
      type: 'rancher2_cluster_driver',
      name,
      values: { active: true, builtin: false, name, url, checksum, whitelist_domains: whitelistDomains },
    });
    expect(cluster).toEqual({
      type: 'kubernetes_manifest',
      name: 'demo',
      values: { manifest: wanted, depends_on: null },
    });
  };

  it.each(Object.keys(builtInProviders.known))(
    'reads the same in the resources for %s as YAML’s reads',
    async (name) => {
      const services = { clock: systemClock, log: new MemoryLog(), connectKubernetes };
      const { options: table } = await loadProvider(name, builtInProviders, services);
      await expectSame(name, { table });
    },
  );

  it('takes no value for an expression, and no line for two', async () => {
    const text = 'costs ${5}, %{if} "quoted" \\ back\nand a \u2028 line, \u{1f680} and \u0007';
    await expectSame('risky', { table: { motd: { type: 'string', usage: 'Text' } }, given: { motd: text } });
  });
});
