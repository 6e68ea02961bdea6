import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseExtraMount } from '../../../src/providers/kind/options/extra-mount.js';
import { parseNodeLabel } from '../../../src/providers/kind/options/node-label.js';
import { parsePortMapping, portsClash } from '../../../src/providers/kind/options/port-mapping.js';
import { parseRegistryMirror } from '../../../src/providers/kind/options/registry-mirror.js';
import { parseSubnets, subnetsOverlap } from '../../../src/providers/kind/options/subnets.js';

const port = fc.integer({ min: 1, max: 65_535 });

describe('a port mapping', () => {
  it('is read back as it was written', () => {
    const address = fc.option(fc.oneof(fc.ipV4(), fc.ipV6()), { nil: undefined });
    fc.assert(
      fc.property(
        address,
        port,
        port,
        fc.constantFrom('tcp', 'udp', 'sctp'),
        (listenAddress, hostPort, containerPort, protocol) => {
          const host = listenAddress?.includes(':') === true ? `[${listenAddress}]` : listenAddress;
          const text = `${host === undefined ? '' : `${host}:`}${String(hostPort)}:${String(containerPort)}/${protocol}`;
          expect(parsePortMapping(text)).toEqual({
            ok: true,
            value: {
              hostPort,
              containerPort,
              protocol: protocol.toUpperCase(),
              ...(listenAddress === undefined ? {} : { listenAddress }),
            },
          });
        },
      ),
    );
  });

  it('is TCP where it does not say', () => {
    expect(parsePortMapping('80:8080')).toEqual({
      ok: true,
      value: { hostPort: 80, containerPort: 8080, protocol: 'TCP' },
    });
  });

  it.each([
    '',
    '80',
    '0:80',
    '80:65536',
    '80:80/icmp',
    'host:80:80',
    '1.2.3:80:80',
    '::1:80:80',
    '[1.2.3.4]:80:80',
    ' 80:80',
  ])('is not %j', (text) => {
    expect(parsePortMapping(text)).toMatchObject({ ok: false, problem: expect.stringContaining(JSON.stringify(text)) });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof parsePortMapping(text).ok === 'boolean'));
  });

  it.each([
    ['80:1', '80:2', true],
    ['80:1', '80:2/udp', false],
    ['127.0.0.1:80:1', '127.0.0.2:80:1', false],
    ['127.0.0.1:80:1', '0.0.0.0:80:1', true],
  ])('%s and %s: clash is %j', (one, other, clash) => {
    const [first, second] = [parsePortMapping(one), parsePortMapping(other)];
    if (!first.ok || !second.ok) throw new Error('wrong in the test');
    expect(portsClash(first.value, second.value)).toBe(clash);
    expect(portsClash(second.value, first.value)).toBe(clash);
  });
});

describe('a mount', () => {
  it.each([
    ['/a:/b', {}],
    ['/a:/b:ro', { readOnly: true }],
    ['/a:/b:rw', {}],
    ['/a:/b:ro,z,rslave', { readOnly: true, selinuxRelabel: true, propagation: 'HostToContainer' }],
    ['/a:/b:rshared', { propagation: 'Bidirectional' }],
  ])('%s', (text, more) => {
    expect(parseExtraMount(text)).toEqual({ ok: true, value: { hostPath: '/a', containerPath: '/b', ...more } });
  });

  it.each(['', '/a', 'a:/b', '/a:b', '/a:/b:', '/a:/b:no', '/a:/b:ro:z', '/a:/b:__proto__', '/a:/b:constructor'])(
    'is not %j',
    (text) => {
      expect(parseExtraMount(text).ok).toBe(false);
    },
  );

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof parseExtraMount(text).ok === 'boolean'));
  });
});

describe('a registry mirror', () => {
  it.each([
    ['docker.io=https://mirror.example', 'docker.io', 'https://mirror.example'],
    ['localhost:5000=http://10.0.0.5:5000/v2', 'localhost:5000', 'http://10.0.0.5:5000/v2'],
    ['a.b=http://c?x=y', 'a.b', 'http://c?x=y'],
  ])('%s', (text, registry, url) => {
    expect(parseRegistryMirror(text)).toEqual({ ok: true, value: { registry, url } });
  });

  it.each([
    '',
    'docker.io',
    '=http://a',
    '../x=http://a',
    'a/b=http://c',
    'a=ftp://b',
    'a=http://u:p@b',
    'a=http://"b',
    'a=http://',
  ])('is not %j', (text) => {
    expect(parseRegistryMirror(text).ok).toBe(false);
  });

  it('never lets out of the text that it is written into', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (registry, rest) => {
        const result = parseRegistryMirror(`${registry}=http://${rest}`);
        if (!result.ok) return;
        expect(result.value.registry).not.toMatch(/[/\s"'\\]/);
        expect(result.value.url).not.toMatch(/[\s"\\]/);
      }),
    );
  });
});

describe('a node label', () => {
  it.each([
    ['a=', 'a', ''],
    ['team=red', 'team', 'red'],
    ['example.org/team=r.e-d_1', 'example.org/team', 'r.e-d_1'],
    ['node-role.kubernetes.io/worker=', 'node-role.kubernetes.io/worker', ''],
  ])('%s', (text, key, value) => {
    expect(parseNodeLabel(text)).toEqual({ ok: true, value: { key, value } });
  });

  it.each([
    '',
    'a',
    '=b',
    '-a=b',
    'a=b c',
    'a=-',
    'A.B/c=d',
    '/a=b',
    'a/=b',
    `${'a'.repeat(64)}=b`,
    'a=b=c',
    'a/b/c=d',
  ])('is not %j', (text) => {
    expect(parseNodeLabel(text).ok).toBe(false);
  });

  it.each(['kubernetes.io/hostname=a', 'beta.kubernetes.io/os=b', 'node-role.kubernetes.io/control-plane='])(
    'must not be %s, for Kubernetes keeps it',
    (text) => {
      expect(parseNodeLabel(text)).toMatchObject({
        ok: false,
        problem: expect.stringContaining('belongs to Kubernetes'),
      });
    },
  );

  it('never begins like a flag of kubectl', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const result = parseNodeLabel(`${text}=`);
        if (result.ok) expect(result.value.key).toMatch(/^[A-Za-z0-9]/);
      }),
    );
  });
});

describe('subnets', () => {
  it.each([
    ['10.0.0.0/16', 'ipv4', true],
    ['10.0.0.0/33', 'ipv4', false],
    ['10.0.0.0', 'ipv4', false],
    ['10.0.0/8', 'ipv4', false],
    ['fd00::/48', 'ipv4', false],
    ['fd00::/48', 'ipv6', true],
    ['10.0.0.0/16,fd00::/48', 'dual', true],
    ['fd00::/48, 10.0.0.0/16', 'dual', true],
    ['10.0.0.0/16', 'dual', false],
    ['10.0.0.0/16,10.1.0.0/16', 'dual', false],
    ['10.0.0.0/16,10.1.0.0/16', 'ipv4', false],
    ['', 'ipv4', false],
  ] as const)('%j for %s: %j', (text, family, ok) => {
    expect(parseSubnets(text, family).ok).toBe(ok);
  });

  it('overlap if and only if they have an address in common', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const subnet = fc.tuple(byte, byte, fc.integer({ min: 0, max: 16 }));
    fc.assert(
      fc.property(subnet, subnet, ([a, b, prefix], [c, d, other]) => {
        const bits = Math.min(prefix, other);
        const shared = bits === 0 || (a * 256 + b) >> (16 - bits) === (c * 256 + d) >> (16 - bits);
        expect(subnetsOverlap(v4(a, b, prefix), v4(c, d, other))).toBe(shared);
      }),
    );
  });
});

function v4(high: number, low: number, prefix: number) {
  const address = `${String(high)}.${String(low)}.0.0`;
  return { text: `${address}/${String(prefix)}`, address, prefix, family: 'ipv4' as const };
}
