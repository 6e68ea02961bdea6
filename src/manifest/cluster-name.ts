import { randomInt } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A name for a cluster as Rancher makes them, another one each time: a name that is taken would change the cluster that has it. */
export function newClusterName(): string {
  return `c-${Array.from({ length: 5 }, () => letters.charAt(randomInt(letters.length))).join('')}`;
}

/** Why Rancher would not take a name for a cluster's; undefined where it would. */
export function whyNoClusterName(name: string): string | undefined {
  return /^c-[a-z0-9]{5}$/.test(name) ? undefined : 'has to be "c-" and five of a-z and 0-9, such as c-k7x2p';
}
