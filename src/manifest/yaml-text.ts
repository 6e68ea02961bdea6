import type { Document, YAMLMap } from 'yaml';
import { type DriverRegistration, kontainerDriver } from './driver-registration.js';
import { exampleCluster } from './example-cluster.js';
import { type ExampleRequest, exampleOptions } from './example-values.js';

const where = ['spec', 'genericEngineConfig'];

/**
 * Returns the registration and the cluster as YAML, for `kubectl apply` in Rancher's own cluster; each option has its usage
 * above it. A text that YAML 1.1 reads as another type, such as `on` or `1_000`, is quoted, since many readers follow YAML
 * 1.1.
 */
export async function yamlText(driver: DriverRegistration, example?: ExampleRequest): Promise<string> {
  const yaml = await import('yaml');
  const documents: Document[] = [new yaml.Document(kontainerDriver(driver), { compat: 'yaml-1.1' })];
  if (example !== undefined) {
    const cluster = new yaml.Document(exampleCluster(driver.name, example), { compat: 'yaml-1.1' });
    explain(cluster.getIn(where) as YAMLMap, example);
    documents.push(cluster);
  }
  return documents.map((document) => document.toString({ lineWidth: 0 })).join('---\n');
}

function explain(config: YAMLMap, example: ExampleRequest): void {
  const usages = new Map(exampleOptions(example).map((option) => [option.key, option]));
  for (const { key } of config.items) {
    const name = key as { readonly value: string; commentBefore?: string };
    const option = usages.get(name.value);
    if (option === undefined) continue;
    name.commentBefore = ` ${option.usage}${option.isPlaceholder ? '\n Put your own value here.' : ''}`;
  }
}
