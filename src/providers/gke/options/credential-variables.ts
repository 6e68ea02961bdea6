/** Environment variables with which Google's libraries find their credentials; none holds a secret. */
export const credentialVariables: readonly string[] = [
  'GOOGLE_APPLICATION_CREDENTIALS',
  'GCE_METADATA_HOST',
  'CLOUDSDK_CONFIG',
  'HOME',
];
