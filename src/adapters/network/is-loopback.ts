import { BlockList, isIP } from 'node:net';

/** Says whether only this machine can reach `address`: `localhost`, 127.0.0.0/8 or ::1, however it is written. */
export function isLoopback(address: string): boolean {
  const version = isIP(address);
  if (version === 0) return address === 'localhost';
  loopback ??= loopbackAddresses();
  return loopback.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

/** Made at the first question: it takes milliseconds, and the start of most drivers asks none. */
let loopback: BlockList | undefined;

function loopbackAddresses(): BlockList {
  const list = new BlockList();
  list.addSubnet('127.0.0.0', 8);
  list.addAddress('::1', 'ipv6');
  return list;
}
