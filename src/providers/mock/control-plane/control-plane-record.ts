import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isJsonObject } from '../../../core/json.js';

/** What a running control plane writes down about itself, for later driver processes. */
export interface ControlPlaneRecord {
  readonly cluster: string;
  readonly id: string;
  readonly pid: number;
  /** `https://127.0.0.1:<port>` */
  readonly endpoint: string;
  /** PEM, like the next two fields. */
  readonly caCertificate: string;
  readonly adminCertificate: string;
  readonly adminKey: string;
}

/** Where the record of a cluster is. */
export function recordPath(directory: string): string {
  return join(directory, 'control-plane.json');
}

/** The record of a cluster; `undefined` where there is none, or none that can be read. */
export async function readRecord(directory: string): Promise<ControlPlaneRecord | undefined> {
  try {
    const parsed: unknown = JSON.parse(await readFile(recordPath(directory), 'utf8'));
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is ControlPlaneRecord {
  const texts = ['cluster', 'id', 'endpoint', 'caCertificate', 'adminCertificate', 'adminKey'];
  return (
    isJsonObject(value) && typeof value.pid === 'number' && texts.every((field) => typeof value[field] === 'string')
  );
}
