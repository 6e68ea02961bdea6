/** What Rancher has to be told about a driver. */
export interface DriverRegistration {
  /** `[a-z0-9]+`: the name in the UI, in the schema type `<name>EngineConfig`, and of the installed file. */
  readonly name: string;
  /** Where Rancher downloads the driver from: the executable itself, or a tar or zip that holds it. */
  readonly url: string;
  /** Hexadecimal md5, sha1, sha256 or sha512 of what is downloaded; Rancher tells by the length which one it is. */
  readonly checksum?: string;
  /** Hosts that a UI extension may reach through Rancher's proxy. */
  readonly whitelistDomains: readonly string[];
}

/**
 * The object that registers a driver in Rancher, as Kubernetes knows it (`management.cattle.io/v3`). Its name is what
 * `genericEngineConfig.driverName` of a cluster refers to; the name that people see comes from the file.
 */
export function kontainerDriver({ name, url, checksum, whitelistDomains }: DriverRegistration) {
  return {
    apiVersion: 'management.cattle.io/v3',
    kind: 'KontainerDriver',
    metadata: { name },
    spec: {
      active: true,
      builtIn: false,
      checksum: checksum ?? '',
      uiUrl: '',
      url,
      whitelistDomains: [...whitelistDomains],
    },
  } as const;
}
