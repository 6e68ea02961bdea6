import type { JsonObject } from '../../core/json.js';
import { type ApiAnswer, json } from '../requests/api-answer.js';

/** Answers `/version`, the health paths and `/`; `undefined` for any other path. */
export function serverInfo(path: string, kubernetesVersion: string): ApiAnswer | undefined {
  switch (path) {
    case '/version':
    case '/version/':
      return json(versionInfo(kubernetesVersion));
    case '/healthz':
    case '/livez':
    case '/readyz':
      return { status: 200, body: 'ok', contentType: 'text/plain; charset=utf-8' };
    case '/':
      return json({
        paths: ['/api', '/apis', '/healthz', '/livez', '/openapi/v2', '/openapi/v3', '/readyz', '/version'],
      });
    default:
      return undefined;
  }
}

function versionInfo(kubernetesVersion: string): JsonObject {
  const [major = '', minor = ''] = kubernetesVersion.split('.');
  return {
    major,
    minor,
    gitVersion: `v${kubernetesVersion}`,
    gitCommit: '',
    gitTreeState: 'clean',
    buildDate: '1970-01-01T00:00:00Z',
    goVersion: '',
    compiler: '',
    platform: 'linux/amd64',
  };
}
