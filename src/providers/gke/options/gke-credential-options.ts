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
    usage: 'Use the identity of the machine where the driver runs instead of a key; no secret is stored then',
  },
  'ca-certificate': {
    type: 'string',
    usage: 'PEM of further certificate authorities to trust, such as that of a proxy',
    pattern: /-----BEGIN CERTIFICATE-----/,
    patternHint: 'a certificate in PEM',
    placeholder: 'PEM',
  },
  'api-endpoint': { ...endpoint, usage: 'Address of the GKE API, such as a Private Service Connect endpoint' },
  'token-endpoint': {
    ...endpoint,
    usage: "Address that issues access tokens; by default the key's own token_uri",
    pattern: /^https?:\/\/\S+$/,
    patternHint: 'a URL',
  },
  'compute-endpoint': { ...endpoint, usage: 'Address of the Compute Engine API' },
  'resource-manager-endpoint': {
    ...endpoint,
    usage: 'Address of the Resource Manager API, which only the doctor uses',
  },
  'service-usage-endpoint': { ...endpoint, usage: 'Address of the Service Usage API, which only the doctor uses' },
} as const satisfies OptionTable;
