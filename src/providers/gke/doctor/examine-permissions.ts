import type { Check } from '../../../core/contract/doctor.js';
import type { GkeOptionValues } from '../options/gke-options.js';
import type { GoogleCloud } from '../google/google-cloud.js';
import { examine, ok } from './examine.js';

/** Permissions in the project that the driver's account needs. */
const needed: readonly string[] = [
  'container.clusters.create',
  'container.clusters.get',
  'container.clusters.update',
  'container.clusters.delete',
  'container.operations.get',
  'container.operations.list',
  'container.clusters.getCredentials',
  'iam.serviceAccounts.actAs',
];

/** Permissions that the driver can do without, each with what does not work without it. */
const optional: Readonly<Record<string, string>> = {
  'compute.instanceGroupManagers.get': 'node counts are taken from what GKE remembers',
  'compute.machineTypes.get': 'machine types are not checked before Google does',
  'compute.regions.get': 'quotas are not checked',
  'compute.disks.list': 'disks left behind are not found',
  'compute.forwardingRules.list': 'load balancers left behind are not found',
};

/** APIs that have to be enabled in the project. */
const services: readonly string[] = ['container.googleapis.com', 'compute.googleapis.com'];

/** Checks whether the APIs are enabled, and what the account may do (by IAM's testIamPermissions). */
export async function examinePermissions(cloud: GoogleCloud, options: GkeOptionValues): Promise<readonly Check[]> {
  return [
    ...(await examine('enabled APIs', () => examineServices(cloud, options))),
    ...(await examine('permissions', () => examineAccount(cloud, options))),
  ];
}

async function examineServices({ session, location }: GoogleCloud, options: GkeOptionValues): Promise<Check> {
  const root = (options.serviceUsageEndpoint ?? 'https://serviceusage.googleapis.com').replace(/\/$/, '');
  const states = await Promise.all(
    services.map(async (service) => {
      const url = `${root}/v1/projects/${location.project}/services/${service}`;
      const { state } = await session.read(`ask whether ${service} is enabled`, (settings) =>
        session.client.request<{ readonly state?: string }>({ ...settings, url }),
      );
      return { service, enabled: state === 'ENABLED' };
    }),
  );
  const off = states.filter(({ enabled }) => !enabled).map(({ service }) => service);
  if (off.length === 0) return ok('enabled APIs', `${services.join(' and ')} are enabled`);
  return {
    name: 'enabled APIs',
    result: 'failed',
    detail: `not enabled in ${location.project}: ${off.join(', ')}`,
    whatToDo: `run: gcloud services enable ${off.join(' ')} --project ${location.project}`,
  };
}

async function examineAccount({ session, location }: GoogleCloud, options: GkeOptionValues): Promise<readonly Check[]> {
  const root = (options.resourceManagerEndpoint ?? 'https://cloudresourcemanager.googleapis.com').replace(/\/$/, '');
  const url = `${root}/v1/projects/${location.project}:testIamPermissions`;
  const data = { permissions: [...needed, ...Object.keys(optional)] };
  const { permissions = [] } = await session.read('ask what the account may do', (settings) =>
    session.client.request<{ readonly permissions?: readonly string[] }>({ ...settings, url, method: 'POST', data }),
  );
  const lacking = needed.filter((permission) => !permissions.includes(permission));
  const missed = Object.entries(optional).filter(([permission]) => !permissions.includes(permission));
  return [
    lacking.length === 0
      ? ok('permissions', 'the account may do what the driver does')
      : {
          name: 'permissions',
          result: 'failed',
          detail: `the account lacks ${lacking.join(', ')}`,
          whatToDo: 'grant roles/container.admin, and roles/iam.serviceAccountUser on the service account of the nodes',
        },
    ...missed.map(([permission, loss]): Check => {
      return { name: permission, result: 'skipped', detail: `not granted: ${loss}` };
    }),
  ];
}
