import type { ServerUnaryCall } from '@grpc/grpc-js';
import { DriverError } from '../../core/driver-error.js';
import type { Call } from '../../core/operations/operation-runner.js';

/** A call as the core sees it. The signal is made when it is first read, because many calls never need it. */
export class ServedCall implements Call {
  private controller: AbortController | undefined;
  private sentFailure: DriverError | undefined;

  constructor(private readonly call: ServerUnaryCall<unknown, unknown>) {}

  /** Aborted when the caller cancels, its deadline passes, or its connection ends before the answer. */
  get signal(): AbortSignal {
    if (this.controller !== undefined) return this.controller.signal;
    const controller = new AbortController();
    this.controller = controller;
    const cancel = () => {
      controller.abort(new DriverError('CANCELLED', { why: 'the caller cancelled, or its deadline has passed' }));
    };
    if (this.call.cancelled) cancel();
    else this.call.once('cancelled', cancel);
    return controller.signal;
  }

  /** The failure that is sent beside the answer. */
  get failure(): DriverError | undefined {
    return this.sentFailure;
  }

  /** Sends a failure to the caller although the call is sentFailure with OK. */
  answerWith(failure: DriverError): void {
    this.sentFailure = failure;
  }

  /** The caller's own name for the call. */
  get id(): string | undefined {
    return this.call.metadata.get('log-id')[0]?.toString();
  }
}
