import type { ClientUnaryCall, Metadata, requestCallback, ServiceError } from '@grpc/grpc-js';
import { errorFromStatus } from './status-error.js';

/** A driver's answer, and the trailers after it. */
export interface UnaryAnswer<Response> {
  readonly response: Response;
  readonly trailers: Metadata;
}

/**
 * Makes one call and waits for its answer; aborting `signal` cancels it.
 * @throws the driver's error as a DriverError
 */
export function unaryCall<Response>(
  start: (done: requestCallback<Response>) => ClientUnaryCall,
  signal?: AbortSignal,
): Promise<UnaryAnswer<Response>> {
  return new Promise((resolve, reject) => {
    let response: Response | undefined;
    let failure: ServiceError | null = null;
    const call = start((error, answer) => {
      failure = error;
      response = answer;
    });
    const cancel = (): void => {
      call.cancel();
    };
    // grpc-js emits "status", which carries the trailers, right after the callback.
    call.once('status', ({ metadata }) => {
      signal?.removeEventListener('abort', cancel);
      if (failure !== null) reject(errorFromStatus(failure));
      else resolve({ response: response as Response, trailers: metadata });
    });
    if (signal?.aborted === true) cancel();
    else signal?.addEventListener('abort', cancel, { once: true });
  });
}
