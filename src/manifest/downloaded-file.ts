const prefix = 'kontainer-engine-driver-';
const archive = /\.(tar|tgz|tar\.\w+|zip)$/i;

/** Drivers of these names were Rancher's own once; it deletes registrations that are called so when it starts. */
const deletedByRancher = ['googlekubernetesengine', 'azurekubernetesservice', 'amazonelasticcontainerservice'];

/**
 * Why Rancher would not install what lies at a URL as the driver `name`; undefined where it would. Rancher names a bare file by
 * what follows the prefix, up to the next "-", "_" or "."; from an archive it keeps the name of the file within.
 */
export function whyNotInstalled(url: string, name: string): string | undefined {
  if (!/^[a-z0-9]+$/.test(name)) return `${JSON.stringify(name)} cannot be the name of a driver: use a-z and 0-9`;
  if (deletedByRancher.includes(name)) return `Rancher deletes drivers called ${name} when it starts; use another name`;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    return `${JSON.stringify(url)} is no URL that begins with http:// or https://`;
  }
  const file = new URL(url).pathname.split('/').at(-1) ?? '';
  if (archive.test(file)) return undefined;
  if (!file.startsWith(prefix)) {
    return `Rancher installs no bare file called ${JSON.stringify(file)}: it has to begin with ${prefix}`;
  }
  const [installed = ''] = file.slice(prefix.length).split(/[-_.]/, 1);
  return installed === name
    ? undefined
    : `Rancher would install ${JSON.stringify(file)} as the driver ${JSON.stringify(installed)}, not ${JSON.stringify(name)}`;
}

/** What archives begin with that Rancher's tar and unzip unpack: xz, gzip, bzip2, zip; a bare tar has its mark further on. */
const archiveStarts = ['fd377a585a00', '1f8b', '425a68', '504b0304'].map((hex) => Buffer.from(hex, 'hex'));

/** Why Rancher would take the content of a file for no driver; undefined where it would. */
export function whyNoDriver(content: Buffer): string | undefined {
  const starts = [Buffer.from('\x7fELF'), ...archiveStarts];
  const isTar = content.subarray(257, 262).equals(Buffer.from('ustar'));
  return isTar || starts.some((start) => content.subarray(0, start.length).equals(start))
    ? undefined
    : 'is neither an ELF executable nor an archive (tar, also as .xz, .gz or .bz2, or zip), and Rancher installs nothing else';
}

/** Why Rancher would take a checksum for none; undefined where it is one. It tells md5, sha1, sha256 and sha512 by the length. */
export function whyNoChecksum(checksum: string): string | undefined {
  const lengths = [32, 40, 64, 128];
  return /^[0-9a-f]+$/i.test(checksum) && lengths.includes(checksum.length)
    ? undefined
    : 'is no hexadecimal md5, sha1, sha256 or sha512';
}
