import { manifestText } from '../../lib/manifest/manifest-text.js';
import type { PackagedProvider } from './packaged-provider.ts';

/** The YAML text of the KontainerDriver that registers a packaged provider, to be downloaded from `url`. */
export async function kontainerDriver(
  { name, whitelistDomains }: Pick<PackagedProvider, 'name' | 'whitelistDomains'>,
  url: string,
  checksum: string,
): Promise<string> {
  return manifestText({ driver: { name, url, checksum, whitelistDomains }, form: 'yaml' });
}
