import { DriverError } from '../../../core/driver-error.js';
import { cloudError } from '../../cloud/cloud-failure.js';
import { ComputeApi } from './compute-api.js';
import { GkeApi } from './gke-api.js';
import { type ClusterLocation, clusterNameOf } from '../options/gke-location.js';
import type { GkeOptionValues } from '../options/gke-options.js';
import type { GkeState } from '../options/gke-state.js';
import { GoogleSession, type SessionSettings } from './google-session.js';

/** Google's APIs, opened for one operation on one cluster. */
export interface GoogleCloud {
  readonly session: GoogleSession;
  readonly gke: GkeApi;
  readonly compute: ComputeApi;
  readonly location: ClusterLocation;
}

/**
 * Opens Google's APIs for a cluster. Where there is a state, it says which cluster it is, because identities do not
 * change.
 * @throws INVALID where the project is unknown
 */
export async function openGoogleCloud(
  name: string,
  options: GkeOptionValues,
  state: GkeState | undefined,
  settings: SessionSettings,
): Promise<GoogleCloud> {
  const session = await GoogleSession.open(options, settings);
  const location = state ?? {
    project: options.projectId ?? (await projectOf(session)),
    location: options.region ?? options.zone ?? '',
    cluster: clusterNameOf(name),
  };
  const gke = await GkeApi.open(session, location, options.apiEndpoint);
  return { session, gke, compute: new ComputeApi(session, location.project, options.computeEndpoint), location };
}

/** The project that a credential belongs to. */
async function projectOf({ source, client }: GoogleSession): Promise<string> {
  if (source.kind === 'key' && source.key.project !== undefined) return source.key.project;
  if (source.kind !== 'key') {
    const project = await ambientProject(client.projectId ?? undefined);
    if (project !== undefined) return project;
  }
  throw new DriverError('INVALID', {
    attempted: 'check the options',
    why: 'project-id is required: the credential names none',
  });
}

async function ambientProject(known: string | undefined): Promise<string | undefined> {
  if (known !== undefined) return known;
  const { GoogleAuth } = await import('google-auth-library');
  try {
    return await new GoogleAuth().getProjectId();
  } catch (cause) {
    throw cloudError('find the project', {
      kind: 'invalid',
      why: 'this machine names none',
      whatToDo: 'give project-id',
      cause,
    });
  }
}
