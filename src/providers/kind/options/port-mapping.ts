import { isIP } from 'node:net';
import { parsed, unparsable, type Parsed } from './parsed.js';

/** A port of the engine host that leads to a node. */
export interface PortMapping {
  /** Without brackets; absent for every address. */
  readonly listenAddress?: string;
  readonly hostPort: number;
  readonly containerPort: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

const hint = '[ADDRESS:]HOST-PORT:NODE-PORT[/tcp|udp|sctp], such as 127.0.0.1:8080:80/tcp';
const form = /^(?:(\[[^\]]*\]|[^:[\]]+):)?(\d{1,5}):(\d{1,5})(?:\/(tcp|udp|sctp))?$/i;

/** Reads `[ADDRESS:]HOST-PORT:NODE-PORT[/PROTOCOL]`, the way that docker writes it; IPv6 addresses in brackets. */
export function parsePortMapping(text: string): Parsed<PortMapping> {
  const [, address, hostPort, containerPort, protocol = 'tcp'] = form.exec(text) ?? [];
  const ports = { hostPort: Number(hostPort), containerPort: Number(containerPort) };
  if (!isPort(ports.hostPort) || !isPort(ports.containerPort)) return unparsable(text, hint);
  const mapping = { ...ports, protocol: protocol.toUpperCase() as PortMapping['protocol'] };
  if (address === undefined) return parsed(mapping);
  const bracketed = address.startsWith('[');
  const listenAddress = bracketed ? address.slice(1, -1) : address;
  if (isIP(listenAddress) !== (bracketed ? 6 : 4)) return unparsable(text, hint);
  return parsed({ ...mapping, listenAddress });
}

/** Whether both need the same port of the host. */
export function portsClash(one: PortMapping, other: PortMapping): boolean {
  const everywhere = (address: string | undefined) =>
    address === undefined || address === '0.0.0.0' || address === '::';
  const sameAddress =
    everywhere(one.listenAddress) || everywhere(other.listenAddress) || one.listenAddress === other.listenAddress;
  return sameAddress && one.hostPort === other.hostPort && one.protocol === other.protocol;
}

function isPort(port: number): boolean {
  return port >= 1 && port <= 65_535;
}
