import { type DriverRegistration, kontainerDriver } from './driver-registration.js';
import { exampleApiBody, exampleCluster } from './example-cluster.js';
import type { ExampleRequest } from './example-values.js';
import { terraformText } from './terraform-text.js';
import { yamlText } from './yaml-text.js';

/** In which form to write a manifest. */
export const manifestForms = ['yaml', 'terraform', 'api'] as const;
export type ManifestForm = (typeof manifestForms)[number];

/** What to write. */
export interface ManifestRequest {
  readonly driver: DriverRegistration;
  readonly form: ManifestForm;
  /** Adds an example cluster, made of this. */
  readonly example?: ExampleRequest;
}

/**
 * What registers a driver in Rancher and, if asked for, makes a cluster with it: for `kubectl apply`, for `terraform apply`, or
 * as calls of Rancher's API. Since Rancher 2.15 these are the only ways for a driver without a UI extension.
 */
export async function manifestText({ driver, form, example }: ManifestRequest): Promise<string> {
  switch (form) {
    case 'terraform':
      return terraformText(driver, example === undefined ? undefined : exampleCluster(driver.name, example));
    case 'api':
      return apiText(driver, example);
    case 'yaml':
      return yamlText(driver, example);
  }
}

function apiText(driver: DriverRegistration, example: ExampleRequest | undefined): string {
  const { spec } = kontainerDriver(driver);
  const calls = [call('kontainerdrivers', { type: 'kontainerDriver', name: driver.name, ...spec })];
  if (example !== undefined) calls.push(call('clusters', exampleApiBody(driver.name, example)));
  return calls.join('\n');
}

/** A command line for a shell; the key is read from the environment, so that it does not end up in the shell's history. */
function call(collection: string, body: object): string {
  const json = JSON.stringify(body, null, 2).replaceAll("'", `'\\''`);
  return `curl --fail --user "$RANCHER_ACCESS_KEY:$RANCHER_SECRET_KEY" --json '${json}' \\\n  "$RANCHER_URL/v3/${collection}"\n`;
}
