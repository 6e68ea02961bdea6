import type { OptionTable } from '../../../core/options/option-table.js';

const endpoint = {
  type: 'string',
  pattern: /^https?:\/\/[^\s/]+\/?$/,
  patternHint: 'https:// and a host, without a path',
  placeholder: 'URL',
} as const;

/** The options of the credential, and of Google's endpoints. */
export const gkeCredentialOptions = {
  credential: {
    type: 'string',
    usage: 'Content of the JSON key file of a Google service account',
    secret: true,
    replacedBy: ['gke-credential-path', 'application-default-credentials'],
  },
  'gke-credential-path': {
    type: 'string',
    usage: 'Path, where the driver runs, of a service account key or of a workload identity configuration',
    pattern: /^\//,
    patternHint: 'an absolute path',
    placeholder: 'PATH',
  },
  'application-default-credentials': {
    type: 'bool',
    usage: 'Use the identity of the place where the driver runs instead of a key; nothing secret is stored then',
  },
  'ca-certificate': {
    type: 'string',
    usage: 'PEM of further certificate authorities to trust, such as that of a proxy',
    pattern: /-----BEGIN CERTIFICATE-----/,
    patternHint: 'a certificate in PEM',
    placeholder: 'PEM',
  },
  'api-endpoint': { ...endpoint, usage: 'Where the GKE API is, such as a Private Service Connect endpoint' },
  'token-endpoint': {
    ...endpoint,
    usage: "Where access tokens are asked for; by default the key's own token_uri",
    pattern: /^https?:\/\/\S+$/,
    patternHint: 'a URL',
  },
  'compute-endpoint': { ...endpoint, usage: 'Where the Compute Engine API is' },
  'resource-manager-endpoint': { ...endpoint, usage: 'Where the Resource Manager API is; the doctor asks it' },
  'service-usage-endpoint': { ...endpoint, usage: 'Where the Service Usage API is; the doctor asks it' },
} as const satisfies OptionTable;
