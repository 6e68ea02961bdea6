import { DriverError } from '../../../core/driver-error.js';
import { isJsonObject, type JsonObject } from '../../../core/json.js';
import { camelCase } from '../../../core/options/option-table.js';
import type { ContainerEngine } from '../tools/container-engine.js';
import { type KindOptionValues, kindOptions } from '../options/kind-options.js';
import type { NodeContainer } from '../tools/node-container.js';

/** The content of the mark that is written into the first control plane when kind has finished. */
export interface CompletionMark {
  /** The options of the create that had a value, by kebab-case name. */
  readonly options: JsonObject;
}

/**
 * The mark is a file in the container, so it exists exactly as long as the cluster's data. kind may be killed at any
 * moment; only this file distinguishes a complete cluster from one that merely answers.
 */
const path = '/kind/rancher-driver-host.json';
const formatVersion = 1;

/** Marks the cluster as complete. Needs a running container. */
export async function writeMark(
  engine: ContainerEngine,
  controlPlane: NodeContainer,
  options: KindOptionValues,
  signal: AbortSignal,
): Promise<void> {
  const entries = Object.keys(kindOptions).map((name) => [name, options[camelCase(name) as keyof KindOptionValues]]);
  const text = JSON.stringify({ version: formatVersion, options: Object.fromEntries(entries) as JsonObject });
  const script = `cat >${path}.new && mv ${path}.new ${path}`;
  await engine.exec(controlPlane, ['sh', '-c', script, 'write-mark'], {
    attempted: 'mark the cluster as complete',
    signal,
    input: text,
  });
}

/** Returns the mark, or undefined where the cluster was never completed. Needs a running container. */
export async function readMark(
  engine: ContainerEngine,
  controlPlane: NodeContainer,
  signal: AbortSignal,
): Promise<CompletionMark | undefined> {
  const attempted = 'check whether the cluster is complete';
  const script = `test ! -e ${path} || cat ${path}`;
  const text = await engine.exec(controlPlane, ['sh', '-c', script, 'read-mark'], { attempted, signal });
  if (text.trim() === '') return undefined;
  const mark = parse(text);
  if (mark?.version === formatVersion && isJsonObject(mark.options)) return { options: mark.options };
  const why = `${path} in ${controlPlane.name} was written by another version of this driver, or is damaged`;
  throw new DriverError('CONFLICT', { attempted, why, whatToDo: 'update the driver, or remove the cluster' });
}

function parse(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
