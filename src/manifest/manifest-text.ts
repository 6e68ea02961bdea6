import { type DriverRegistration, kontainerDriver } from './driver-registration.js';
import { exampleApiBody, exampleCluster } from './example-cluster.js';
import type { ExampleRequest } from './example-values.js';
import { terraformText } from './terraform-text.js';
import { yamlText } from './yaml-text.js';

/** The form of a manifest. */
export const manifestForms = ['yaml', 'terraform', 'api'] as const;
export type ManifestForm = (typeof manifestForms)[number];

/** The input for a manifest. */
export interface ManifestRequest {
  readonly driver: DriverRegistration;
  readonly form: ManifestForm;
  /** Where present, the manifest also makes this example cluster. */
  readonly example?: ExampleRequest;
}

/**
 * Returns the text that registers a driver in Rancher and, where wanted, makes a cluster with it: for `kubectl apply`, for
 * `terraform apply`, or as calls of Rancher's API. Since Rancher 2.15 a driver without a UI extension can be used in these
 * ways only.
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

/** A shell command. It reads the key from the environment, so that the key does not end up in the shell's history. */
function call(collection: string, body: object): string {
  const json = JSON.stringify(body, null, 2).replaceAll("'", `'\\''`);
  return `curl --fail --user "$RANCHER_ACCESS_KEY:$RANCHER_SECRET_KEY" --json '${json}' \\\n  "$RANCHER_URL/v3/${collection}"\n`;
}
