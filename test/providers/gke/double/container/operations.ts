import { randomBytes } from 'node:crypto';
import type { container_v1 } from '@googleapis/container';
import { GoogleError, rpcCodes } from '../http/google-error.ts';
import type { OperationFailure, OperationShape } from './operation-shape.ts';

/** An operation and what happens to the world when it ends. */
export interface StoredOperation {
  readonly project: string;
  readonly location: string;
  /** What it works on, such as `projects/p/locations/l/clusters/c`. */
  readonly target: string;
  readonly resource: container_v1.Schema$Operation & { readonly name: string };
  readonly error: OperationFailure | undefined;
  looksLeft: number;
  readonly endsAtMs: number;
  readonly finish: (failure: OperationFailure | undefined) => void | Promise<void>;
}

/** What begins an operation. */
export interface OperationStart {
  readonly project: string;
  readonly location: string;
  readonly type: string;
  readonly target: string;
  readonly detail?: string;
  readonly shape?: OperationShape;
  /** Called once when the operation ends: with what went wrong, or with nothing. */
  readonly finish: (failure: OperationFailure | undefined) => void | Promise<void>;
}

/** Either after so many looks at it, or after so much time on the double's clock. */
export type OperationTiming = { readonly polls: number } | { readonly ms: number };

interface OperationsSettings {
  readonly timing: OperationTiming;
  readonly now: () => number;
  readonly baseUrl: string;
}

/** All operations that the double has begun, as the API remembers them. */
export class Operations {
  readonly all: StoredOperation[] = [];
  private readonly settings: OperationsSettings;

  constructor(settings: OperationsSettings) {
    this.settings = settings;
  }

  /** The time on the double's clock, as the API writes it. */
  now(): string {
    return new Date(this.settings.now()).toISOString();
  }

  async begin(start: OperationStart): Promise<StoredOperation> {
    const { now, baseUrl, timing } = this.settings;
    const { project, location, target, shape = {} } = start;
    const name = `operation-${String(now())}-${randomBytes(4).toString('hex')}`;
    const looks = 'polls' in timing ? timing.polls : 0;
    const operation: StoredOperation = {
      project,
      location,
      target,
      resource: {
        name,
        operationType: start.type,
        status: 'RUNNING',
        ...(start.detail === undefined ? {} : { detail: start.detail }),
        selfLink: `${baseUrl}/v1/projects/${project}/locations/${location}/operations/${name}`,
        targetLink: `${baseUrl}/v1/${target}`,
        location,
        startTime: this.now(),
      },
      error: shape.error,
      looksLeft: shape.stuck === true ? Infinity : (shape.polls ?? looks),
      endsAtMs: 'ms' in timing ? now() + timing.ms : 0,
      finish: start.finish,
    };
    this.all.push(operation);
    this.showProgress(operation, operation.looksLeft);
    await this.settle(operation);
    return operation;
  }

  /** Someone looks at the operation or at what it works on: it gets on by one step. */
  async look(operation: StoredOperation): Promise<void> {
    if (isDone(operation)) return;
    operation.looksLeft = Math.max(0, operation.looksLeft - 1);
    await this.settle(operation);
  }

  /** @throws GoogleError NOT_FOUND for an operation of another place, or of none */
  find(project: string, location: string, name: string): StoredOperation {
    const found = this.in(project, location).find(({ resource }) => resource.name === name);
    if (found !== undefined) return found;
    throw new GoogleError('NOT_FOUND', `Not found: projects/${project}/locations/${location}/operations/${name}.`);
  }

  /** The operations of a place; `-` stands for all places. */
  in(project: string, location: string): StoredOperation[] {
    return this.all.filter((each) => each.project === project && (location === '-' || each.location === location));
  }

  /** Ends an operation now, as if all the looks at it had been taken. */
  async end(operation: StoredOperation, failure: OperationFailure | undefined = operation.error): Promise<void> {
    if (isDone(operation)) return;
    const { resource } = operation;
    resource.status = 'DONE';
    resource.endTime = this.now();
    if (failure !== undefined) resource.error = { code: rpcCodes[failure.status], message: failure.message };
    this.showProgress(operation, 0);
    await operation.finish(failure);
  }

  private async settle(operation: StoredOperation): Promise<void> {
    const late = operation.endsAtMs <= this.settings.now();
    if (operation.looksLeft <= 0 && late) await this.end(operation);
  }

  private showProgress(operation: StoredOperation, left: number): void {
    const { resource } = operation;
    const total = String(Math.max(1, Number.isFinite(left) ? left : 1));
    const metrics = resource.progress?.metrics ?? [{ name: 'NODES_TOTAL', intValue: total }];
    const done = resource.status === 'DONE' ? (metrics[0]?.intValue ?? '1') : '0';
    resource.progress = {
      name: resource.operationType ?? '',
      status: resource.status ?? '',
      metrics: [...metrics.slice(0, 1), { name: 'NODES_COMPLETE', intValue: done }],
    };
  }
}

export function isDone({ resource }: StoredOperation): boolean {
  return resource.status === 'DONE';
}
