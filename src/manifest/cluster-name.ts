import { randomInt } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/**
 * Makes a name for a cluster in Rancher's form, a new one at each call: an object with a name that is taken changes that
 * cluster.
 */
export function newClusterName(): string {
  return `c-${Array.from({ length: 5 }, () => letters.charAt(randomInt(letters.length))).join('')}`;
}

/** Returns why Rancher would not accept a name for a cluster; undefined where it would. */
export function whyNoClusterName(name: string): string | undefined {
  return /^c-[a-z0-9]{5}$/.test(name) ? undefined : 'has to be "c-" and five of a-z and 0-9, such as c-k7x2p';
}
