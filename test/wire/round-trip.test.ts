import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Capability, capabilityNumbers } from '../../src/core/contract/capabilities.js';
import { type ClusterInfo, emptyClusterInfo } from '../../src/core/contract/cluster-info.js';
import { noOptions } from '../../src/core/options/raw-options.js';
import { capabilitiesFromWire, capabilitiesToWire, int64Key } from '../../src/wire/capabilities-wire.js';
import { clusterInfoFromWire, clusterInfoToWire } from '../../src/wire/cluster-info-wire.js';
import { optionsFromWire, optionsToWire } from '../../src/wire/driver-options-wire.js';
import type { Capabilities__Output } from '../../src/wire/generated/types/Capabilities.js';
import type { ClusterInfo__Output } from '../../src/wire/generated/types/ClusterInfo.js';
import type { DriverOptions__Output } from '../../src/wire/generated/types/DriverOptions.js';
import type { K8sCapabilities__Output } from '../../src/wire/generated/types/K8sCapabilities.js';
import { kubernetesCapabilitiesFromWire } from '../../src/wire/kubernetes-capabilities-from-wire.js';
import { kubernetesCapabilitiesToWire } from '../../src/wire/kubernetes-capabilities-wire.js';
import { wireMessages } from '../support/wire-messages.js';

const text = fc.string({ unit: 'grapheme' });
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
// JavaScript has no own property of this name in an object that protobufjs makes.
const key = text.filter((name) => name !== '__proto__');

describe('a message', () => {
  function overTheWire(message: string, value: object): unknown {
    return wireMessages.decode(message, wireMessages.encode(message, value));
  }

  describe('ClusterInfo', () => {
    const info: fc.Arbitrary<ClusterInfo> = fc.record({
      version: text,
      serviceAccountToken: text,
      endpoint: text,
      username: text,
      password: text,
      rootCaCertificate: text,
      clientCertificate: text,
      clientKey: text,
      nodeCount: int64,
      metadata: fc.dictionary(key, text),
      status: text,
      createError: text,
    });

    it('comes over the wire as it was', () => {
      fc.assert(
        fc.property(info, (sent) => {
          const received = overTheWire('ClusterInfo', clusterInfoToWire(sent)) as ClusterInfo__Output;
          expect(clusterInfoFromWire(received)).toEqual(sent);
        }),
      );
    });

    it('is empty where none came', () => {
      expect(clusterInfoFromWire(null)).toEqual(emptyClusterInfo);
      expect(clusterInfoFromWire(undefined)).toEqual(emptyClusterInfo);
      expect(clusterInfoFromWire(overTheWire('ClusterInfo', {}) as ClusterInfo__Output)).toEqual(emptyClusterInfo);
    });
  });

  describe('DriverOptions', () => {
    const options = fc.record({
      bools: fc.dictionary(key, fc.boolean()),
      strings: fc.dictionary(key, text),
      ints: fc.dictionary(key, int64),
      lists: fc.dictionary(key, fc.array(text)),
    });

    it('come over the wire as they were', () => {
      fc.assert(
        fc.property(options, (sent) => {
          const received = overTheWire('DriverOptions', optionsToWire(sent)) as DriverOptions__Output;
          expect(optionsFromWire(received)).toEqual(sent);
        }),
      );
    });

    it('are none where none came', () => {
      expect(optionsFromWire(null)).toEqual(noOptions);
      expect(optionsFromWire(undefined)).toEqual(noOptions);
    });
  });

  describe('Capabilities', () => {
    const names = Object.keys(capabilityNumbers) as Capability[];

    it('come over the wire as they were, by their numbers', () => {
      fc.assert(
        fc.property(fc.subarray(names), (can) => {
          const received = overTheWire('Capabilities', capabilitiesToWire(new Set(can))) as Capabilities__Output;
          expect(capabilitiesFromWire(received)).toEqual(new Set(can));
          expect(Object.keys(received.capabilities).map(int64Key).sort()).toEqual([0n, 1n, 2n, 3n, 4n]);
        }),
      );
    });

    it('have keys of 64 bits, both ways', () => {
      fc.assert(
        fc.property(int64, (number) => {
          const sent = { capabilities: { [String(number)]: true } };
          const received = overTheWire('Capabilities', sent) as Capabilities__Output;
          expect(Object.keys(received.capabilities).map(int64Key)).toEqual([number]);
        }),
      );
    });

    it('of numbers that nobody knows are left out', () => {
      const received = overTheWire('Capabilities', { capabilities: { 4: true, 17: true } }) as Capabilities__Output;
      expect(capabilitiesFromWire(received)).toEqual(new Set(['etcdBackup']));
    });
  });

  describe('K8sCapabilities', () => {
    const loadBalancer = { enabled: true, provider: 'lb', protocols: ['TCP', 'UDP'], healthCheck: true };
    const ingressControllers = [{ provider: 'nginx', customDefaultBackend: true }];

    it('come over the wire as they were', () => {
      const offered = { loadBalancer, ingressControllers, nodePoolScaling: true, nodePortRange: '30000-32767' };
      const received = overTheWire('K8sCapabilities', kubernetesCapabilitiesToWire(offered)) as K8sCapabilities__Output;
      expect(kubernetesCapabilitiesFromWire(received)).toEqual(offered);
    });

    it('always have a load balancer, for Rancher reads it without looking', () => {
      const wire = kubernetesCapabilitiesToWire({});
      expect(wire.L4LoadBalancer).toEqual({
        Enabled: false,
        Provider: '',
        ProtocolsSupported: [],
        HealthCheckSupported: false,
      });
      const received = overTheWire('K8sCapabilities', {}) as K8sCapabilities__Output;
      expect(kubernetesCapabilitiesFromWire(received)).toEqual({
        ingressControllers: [],
        nodePoolScaling: false,
        nodePortRange: '',
      });
    });
  });
});
