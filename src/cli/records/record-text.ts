import { emptyClusterInfo, type ClusterInfo } from '../../core/contract/cluster-info.js';
import { isJsonObject, type JsonObject } from '../../core/json.js';
import type { RawOptions } from '../../core/options/raw-options.js';
import type { ClusterRecord, DriverReference } from '../../engine/records/cluster-record.js';

const format = 'rancher-driver-host/cluster';
const version = 1;

/** A cluster's record as the text of its file. 64-bit numbers are written as texts. */
export function recordToText(record: ClusterRecord): string {
  const file = {
    format,
    version,
    ...record,
    options: { ...record.options, ints: mapValues(record.options.ints, String) },
    info: { ...record.info, nodeCount: record.info.nodeCount.toString() },
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** Reads the text of a record's file. @throws a plain Error that completes "read FILE: …" */
export function recordFromText(text: string, name: string): ClusterRecord {
  const file = parse(text);
  if (!isJsonObject(file) || file.format !== format) throw new Error('it is no record of a cluster');
  if (typeof file.version === 'number' && file.version > version) {
    throw new Error(`it was written by a newer version of this program (format ${String(file.version)})`);
  }
  const { options, info, driver } = file;
  if (file.name !== name || !isJsonObject(options) || !isJsonObject(info) || !isJsonObject(driver)) {
    throw new Error('it is damaged: parts are missing');
  }
  return {
    name,
    displayName: textOr(file.displayName, name),
    driver: readDriver(driver),
    options: readOptions(options),
    secrets: Array.isArray(file.secrets) ? file.secrets.filter((secret) => typeof secret === 'string') : [],
    info: readInfo(info),
    lastError: textOr(file.lastError, ''),
    createdAtMs: Number(file.createdAtMs),
    updatedAtMs: Number(file.updatedAtMs),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error('it is damaged: not JSON, perhaps cut short', { cause });
  }
}

function readDriver(driver: JsonObject): DriverReference {
  if (driver.kind === 'provider' && typeof driver.name === 'string') return { kind: 'provider', name: driver.name };
  if (driver.kind === 'binary' && typeof driver.path === 'string') return { kind: 'binary', path: driver.path };
  throw new Error('it is damaged: it names no driver');
}

function readOptions(options: JsonObject): RawOptions {
  const part = (name: string): JsonObject => {
    const map = options[name];
    if (!isJsonObject(map)) throw new Error(`it is damaged: its options lack ${name}`);
    return map;
  };
  return {
    bools: mapValues(part('bools'), (value) => value === true),
    strings: mapValues(part('strings'), String),
    ints: mapValues(part('ints'), readInt),
    lists: mapValues(part('lists'), (value) => (Array.isArray(value) ? value.map(String) : [])),
  };
}

function readInfo(info: JsonObject): ClusterInfo {
  const texts = Object.entries(emptyClusterInfo).filter(([, empty]) => empty === '');
  return {
    ...emptyClusterInfo,
    ...Object.fromEntries(texts.map(([name]) => [name, textOr(info[name], '')])),
    nodeCount: readInt(info.nodeCount),
    metadata: isJsonObject(info.metadata) ? mapValues(info.metadata, String) : {},
  };
}

function readInt(value: unknown): bigint {
  if (typeof value === 'string' && /^-?\d+$/.test(value)) return BigInt(value);
  throw new Error(`it is damaged: ${JSON.stringify(value)} is no number`);
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

function mapValues<From, To>(map: Readonly<Record<string, From>>, convert: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, convert(value)]));
}
