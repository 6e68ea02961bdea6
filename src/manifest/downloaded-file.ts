const prefix = 'kontainer-engine-driver-';
const archive = /\.(tar|tgz|tar\.\w+|zip)$/i;

/** Names of drivers that were once Rancher's own. When Rancher starts, it deletes registrations with these names. */
const deletedByRancher = ['googlekubernetesengine', 'azurekubernetesservice', 'amazonelasticcontainerservice'];

/**
 * Returns why Rancher would not install the file at a URL as the driver `name`; undefined where it would. Rancher names a
 * plain file by what follows the prefix, up to the next "-", "_" or "."; a file in an archive keeps its whole name.
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

/**
 * The first bytes of the archives that Rancher's tar and unzip unpack: xz, gzip, bzip2 and zip. A plain tar has its mark at
 * a later place.
 */
const archiveStarts = ['fd377a585a00', '1f8b', '425a68', '504b0304'].map((hex) => Buffer.from(hex, 'hex'));

/** Returns why Rancher would not accept the content of a file as a driver; undefined where it would. */
export function whyNoDriver(content: Buffer): string | undefined {
  const starts = [Buffer.from('\x7fELF'), ...archiveStarts];
  const isTar = content.subarray(257, 262).equals(Buffer.from('ustar'));
  return isTar || starts.some((start) => content.subarray(0, start.length).equals(start))
    ? undefined
    : 'is neither an ELF executable nor an archive (tar, also as .xz, .gz or .bz2, or zip), and Rancher installs nothing else';
}

/**
 * Returns why Rancher would not accept a checksum; undefined where it would. Rancher tells md5, sha1, sha256 and sha512 by
 * the length.
 */
export function whyNoChecksum(checksum: string): string | undefined {
  const lengths = [32, 40, 64, 128];
  return /^[0-9a-f]+$/i.test(checksum) && lengths.includes(checksum.length)
    ? undefined
    : 'is no hexadecimal md5, sha1, sha256 or sha512';
}
