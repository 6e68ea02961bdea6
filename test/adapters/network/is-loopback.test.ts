import { expect, it } from '@jest/globals';
import { isLoopback } from '../../../src/adapters/network/is-loopback.js';

it.each([
  { address: '127.0.0.1', is: true, because: "it is Rancher's" },
  { address: '127.0.0.2', is: true, because: 'the whole of 127.0.0.0/8 stays here' },
  { address: '127.255.255.254', is: true, because: 'the whole of 127.0.0.0/8 stays here' },
  { address: '::1', is: true, because: 'it is the same in IPv6' },
  { address: '0:0:0:0:0:0:0:1', is: true, because: 'it is the same, written out' },
  { address: '::ffff:127.0.0.1', is: true, because: 'it is the IPv4 one, as IPv6 writes it' },
  { address: 'localhost', is: true, because: 'its meaning is fixed' },
  { address: '0.0.0.0', is: false, because: 'it is every address' },
  { address: '::', is: false, because: 'it is every address' },
  { address: '', is: false, because: 'Node takes it for every address' },
  { address: '128.0.0.1', is: false, because: 'it is beyond 127.0.0.0/8' },
  { address: '10.0.0.1', is: false, because: 'others reach private addresses' },
  { address: '::2', is: false, because: 'only ::1 is loopback' },
  { address: '::ffff:10.0.0.1', is: false, because: 'it is an IPv4 address that others reach' },
  { address: '127.0.0.1.example.com', is: false, because: 'it is a name' },
  { address: '127.1', is: false, because: 'it is no address that Node knows' },
  { address: 'localhost.example.com', is: false, because: 'it is another name' },
])('takes $address for loopback ($is): $because', ({ address, is }) => {
  expect(isLoopback(address)).toBe(is);
});
