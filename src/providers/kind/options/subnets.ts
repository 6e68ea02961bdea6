import { BlockList, isIP } from 'node:net';
import { parsed, unparsable, type Parsed } from './parsed.js';

/** A range of addresses. */
export interface Subnet {
  readonly text: string;
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** The address families that the subnets must have. */
export type IpFamily = 'ipv4' | 'ipv6' | 'dual';

/** Reads one subnet, or two separated by a comma, and checks that they fit the family. */
export function parseSubnets(text: string, family: IpFamily): Parsed<readonly Subnet[]> {
  const subnets = text.split(',').map((part) => parseSubnet(part.trim()));
  if (!subnets.every((subnet) => subnet !== undefined)) {
    return unparsable(text, 'a subnet such as 10.244.0.0/16, or two for ip-family dual, separated by a comma');
  }
  const families = subnets.map((subnet) => subnet.family).sort();
  const wanted = family === 'dual' ? ['ipv4', 'ipv6'] : [family];
  if (families.join() === wanted.join()) return parsed(subnets);
  const expected =
    family === 'dual' ? 'one IPv4 and one IPv6 subnet' : `one ${family === 'ipv4' ? 'IPv4' : 'IPv6'} subnet`;
  return unparsable(text, `${expected} for ip-family ${family}`);
}

/** Whether two ranges overlap. If they do, one contains the other, and so the other's first address. */
export function subnetsOverlap(one: Subnet, other: Subnet): boolean {
  if (one.family !== other.family) return false;
  return holds(one, other.address) || holds(other, one.address);
}

function holds({ address, prefix, family }: Subnet, wanted: string): boolean {
  const list = new BlockList();
  list.addSubnet(address, prefix, family);
  return list.check(wanted, family);
}

function parseSubnet(text: string): Subnet | undefined {
  const [, address = '', length = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const version = isIP(address);
  const prefix = Number(length);
  if (version === 0 || length === '' || prefix > (version === 4 ? 32 : 128)) return undefined;
  return { text, address, prefix, family: version === 4 ? 'ipv4' : 'ipv6' };
}
