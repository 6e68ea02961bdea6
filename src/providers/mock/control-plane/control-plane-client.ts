import { type JsonObject, isJsonObject } from '../../../core/json.js';
import { type ErrorCode, DriverError, isDriverError, messageOf } from '../../../core/driver-error.js';
import { type ControlPlaneRecord, readRecord } from './control-plane-record.js';
import {
  controlServerName,
  type ControlPlaneSpec,
  type ControlPlaneStatus,
} from '../../../simulated-kubernetes/spec/control-plane-spec.js';

/** How long a control plane on this machine may take to answer, in milliseconds. */
const answerMs = 3_000;

/** Reads the status of a control plane. @throws UNAVAILABLE, CONFLICT if another cluster answers */
export async function readStatus(record: ControlPlaneRecord, cluster: string): Promise<ControlPlaneStatus> {
  const status = (await call(record, 'GET', '/mock/status')) as ControlPlaneStatus;
  if (status.cluster === cluster && status.id === record.id) return status;
  const why = `cluster ${status.cluster} answers at ${record.endpoint}; its record lies in the wrong directory`;
  throw new DriverError('CONFLICT', { attempted: `ask the control plane of cluster ${cluster}`, why });
}

/** Changes the spec of a control plane. @throws UNAVAILABLE */
export async function changeSpec(record: ControlPlaneRecord, part: Partial<ControlPlaneSpec>): Promise<void> {
  await call(record, 'PATCH', '/mock/spec', part);
}

/**
 * Saves, restores or deletes a snapshot of everything that the control plane stores.
 * @throws CONFLICT if the one to save exists, NOT_FOUND if the one to restore does not, UNAVAILABLE
 */
export async function actOnSnapshot(
  record: ControlPlaneRecord,
  act: 'save' | 'restore' | 'remove',
  snapshot: string,
): Promise<void> {
  const method = { save: 'POST', restore: 'PUT', remove: 'DELETE' }[act];
  await call(record, method, `/mock/snapshots/${encodeURIComponent(snapshot)}`);
}

/** Asks a control plane to stop. It has agreed when this returns, and then closes its port. @throws UNAVAILABLE */
export async function requestStop(record: ControlPlaneRecord): Promise<void> {
  await call(record, 'POST', '/mock/stop');
}

/**
 * The record of a control plane that answers and has proved its identity; `undefined` where none answers. @throws
 * CONFLICT
 */
export async function findControlPlane(directory: string, cluster: string): Promise<ControlPlaneRecord | undefined> {
  const record = await readRecord(directory);
  if (record === undefined) return undefined;
  try {
    await readStatus(record, cluster);
    return record;
  } catch (error) {
    if (isDriverError(error) && error.code === 'UNAVAILABLE') return undefined;
    throw error;
  }
}

const codes: Readonly<Record<number, ErrorCode>> = { 400: 'INTERNAL', 404: 'NOT_FOUND', 409: 'CONFLICT' };

/**
 * Makes a request. The TLS handshake proves the identity: the authority in the record belongs to this one control
 * plane, whatever process has its port or its process id by now.
 */
async function call(
  record: ControlPlaneRecord,
  method: string,
  path: string,
  content?: Partial<ControlPlaneSpec>,
): Promise<JsonObject> {
  const { request } = await import('node:https');
  const body = content === undefined ? undefined : JSON.stringify(content);
  return new Promise((resolve, reject) => {
    const fail = (why: string, cause?: unknown, code: ErrorCode = 'UNAVAILABLE'): void => {
      const attempted = `ask the control plane of cluster ${record.cluster} at ${record.endpoint}`;
      reject(new DriverError(code, { attempted, why, cause }));
    };
    const outgoing = request(`${record.endpoint}${path}`, {
      method,
      agent: false,
      servername: controlServerName,
      ca: record.caCertificate,
      cert: record.adminCertificate,
      key: record.adminKey,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' } }),
    });
    const timer = setTimeout(() => {
      outgoing.destroy(new Error(`no answer within ${String(answerMs)} ms`));
    }, answerMs);
    outgoing.on('close', () => {
      clearTimeout(timer);
    });
    outgoing.on('error', (error) => {
      fail(error.message, error);
    });
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', (error) => {
        fail(error.message, error);
      });
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode !== 200) {
          const status = response.statusCode ?? 0;
          fail(`HTTP ${String(status)}: ${text.slice(0, 300)}`, undefined, codes[status]);
          return;
        }
        try {
          const answer: unknown = JSON.parse(text);
          resolve(isJsonObject(answer) ? answer : {});
        } catch (error) {
          fail(messageOf(error), error);
        }
      });
    });
    outgoing.end(body);
  });
}
