import { errorInfo, GoogleError } from '../http/google-error.ts';
import type { FaultAction } from './fault.ts';

const tooMany =
  "Quota exceeded for quota metric 'Requests' and limit 'Requests per minute' of service 'container.googleapis.com'.";

/** The error that a fault answers with; undefined for one that does something else. */
export function faultError(action: FaultAction, permission: string, project: string): GoogleError | undefined {
  const retry = 'retryAfterS' in action ? { retryAfterS: action.retryAfterS } : {};
  switch (action.kind) {
    case 'unavailable':
      return new GoogleError('UNAVAILABLE', 'The service is currently unavailable.', {
        reason: 'backendError',
        ...retry,
      });
    case 'rate-limited':
      return new GoogleError('RESOURCE_EXHAUSTED', tooMany, {
        reason: 'rateLimitExceeded',
        details: [errorInfo('RATE_LIMIT_EXCEEDED', { service: 'container.googleapis.com' })],
        ...retry,
      });
    case 'quota-exceeded':
      return new GoogleError(
        action.form ?? 'PERMISSION_DENIED',
        "Insufficient regional quota to satisfy request: resource \"CPUS\": request requires '12.0' and is short '4.0'. " +
          "project has a quota of '8.0' with '8.0' available. View and manage quotas at " +
          `https://console.cloud.google.com/iam-admin/quotas?usage=USED&project=${project}.`,
      );
    case 'permission-denied':
      return permissionDenied(permission, project);
    case 'error':
      return new GoogleError(action.status, action.message, retry);
    default:
      return undefined;
  }
}

/** The account lacks a permission. */
export function permissionDenied(permission: string, project: string): GoogleError {
  return new GoogleError('PERMISSION_DENIED', `Required "${permission}" permission(s) for "projects/${project}".`, {
    reason: 'forbidden',
    details: [errorInfo('IAM_PERMISSION_DENIED', { permission, resource: `projects/${project}` })],
  });
}

const titles: Readonly<Record<string, string>> = {
  'cloudresourcemanager.googleapis.com': 'Cloud Resource Manager API',
  'compute.googleapis.com': 'Compute Engine API',
  'container.googleapis.com': 'Kubernetes Engine API',
  'serviceusage.googleapis.com': 'Service Usage API',
};

/** The API has not been enabled in the project. */
export function serviceDisabled(service: string, projectNumber: string): GoogleError {
  const title = titles[service] ?? service;
  const consumer = `projects/${projectNumber}`;
  const url = `https://console.developers.google.com/apis/api/${service}/overview?project=${projectNumber}`;
  return new GoogleError(
    'PERMISSION_DENIED',
    `${title} has not been used in project ${projectNumber} before or it is disabled. Enable it by visiting ${url} then ` +
      'retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.',
    { reason: 'accessNotConfigured', details: [errorInfo('SERVICE_DISABLED', { service, consumer })] },
  );
}
