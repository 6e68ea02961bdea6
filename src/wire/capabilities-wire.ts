import { type Capability, capabilityNumbers } from '../core/contract/capabilities.js';
import type { Capabilities, Capabilities__Output } from './generated/types/Capabilities.js';

/** The wire's form of what a driver can do: a map by number, `true` for what it can. */
export function capabilitiesToWire(capabilities: ReadonlySet<Capability>): Capabilities {
  const entries = Object.entries(capabilityNumbers).map(([name, number]) => [
    number,
    capabilities.has(name as Capability),
  ]);
  return { capabilities: Object.fromEntries(entries) as Record<number, boolean> };
}

/** The domain's form of what a driver says it can do; unknown numbers are left out. */
export function capabilitiesFromWire(wire: Capabilities__Output): ReadonlySet<Capability> {
  const granted = new Set(
    Object.entries(wire.capabilities)
      .filter(([, can]) => can)
      .map(([key]) => int64Key(key)),
  );
  const names = Object.keys(capabilityNumbers) as Capability[];
  return new Set(names.filter((name) => granted.has(BigInt(capabilityNumbers[name]))));
}

/**
 * The number in a 64-bit map key. protobufjs decodes such a key as eight characters, one for each byte, least significant
 * first (`util.longToHash`).
 */
export function int64Key(key: string): bigint {
  if (key.length !== 8) return BigInt(key);
  const bytes = Uint8Array.from(key, (character) => character.charCodeAt(0));
  return new DataView(bytes.buffer).getBigInt64(0, true);
}
