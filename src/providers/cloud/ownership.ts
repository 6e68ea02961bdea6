/** The owner of a resource in a cloud: a cluster of a Rancher installation. */
export interface Owner {
  /** The cluster's name as Rancher has it. */
  readonly cluster: string;
  /** Distinguishes installations that share an account, in characters that labels of clouds allow. */
  readonly installation: string;
}

/** The labels that mark what this driver made. They use only what every large cloud allows in labels: a-z, 0-9, "-" and "_". */
export function ownershipMark({ cluster, installation }: Owner): Readonly<Record<string, string>> {
  return { 'managed-by': 'rancher-driver-host', 'rancher-cluster': cluster, 'rancher-installation': installation };
}

/** Whether `labels` carry the whole mark. */
export function carriesMark(labels: Readonly<Record<string, string>> | null | undefined, owner: Owner): boolean {
  return Object.entries(ownershipMark(owner)).every(([key, value]) => labels?.[key] === value);
}

/** Those of `things` that carry the mark. */
export function ownedBy<T extends { readonly labels?: Readonly<Record<string, string>> | null }>(
  things: readonly T[],
  owner: Owner,
): readonly T[] {
  return things.filter((thing) => carriesMark(thing.labels, owner));
}

/** Says in an error who owns a resource, by its labels. */
export function describeOwner(labels: Readonly<Record<string, string>> | null | undefined): string {
  const made = labels?.['managed-by'];
  if (made === undefined) return 'it carries no mark of this driver';
  const cluster = labels?.['rancher-cluster'] ?? 'an unknown cluster';
  const installation = labels?.['rancher-installation'] ?? 'an unknown installation';
  return `its labels say: made by ${made} for ${cluster} of ${installation}`;
}
