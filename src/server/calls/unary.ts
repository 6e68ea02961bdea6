import { type handleUnaryCall, Metadata, status } from '@grpc/grpc-js';
import { DriverError } from '../../core/driver-error.js';
import type { Log } from '../../core/log.js';
import type { Call } from '../../core/operations/operation-runner.js';
import type { Redactor } from '../../core/secrets/redactor.js';
import { ServedCall } from './served-call.js';
import type { InFlight } from './in-flight.js';

/** Makes a gRPC handler of a plain function. */
export type Unary = <Request, Response>(
  handle: (request: Request, call: Call) => Response | Promise<Response>,
) => handleUnaryCall<Request, Response>;

const longestMessage = 6_000;

/** The trailer that carries the code of an error. */
export const errorCodeKey = 'driver-error-code';

/**
 * What every call needs, once: a signal for cancellation and deadline, the caller's `log-id`, and the one mapping of errors.
 *
 * Every error is sent with status UNKNOWN, because Rancher shows the bare message for that one only and puts
 * "rpc error: code = …" before all others (kontainer-engine, `types/rpc_client.go`, `handlErr`). The code of the error goes
 * along as a trailer.
 */
export function unaryWith(log: Log, redactor: Redactor, calls: InFlight): Unary {
  return (handle) => (call, callback) => {
    const respond = () => calls.during(async () => handle(call.request, new ServedCall(call)));
    respond().then(
      (response) => {
        callback(null, response);
      },
      (thrown: unknown) => {
        const error = DriverError.from(thrown);
        const details = shorten(redactor.redact(error.message));
        log.debug(`answers with an error: ${details}`, { method: call.getPath(), code: error.code, error: thrown });
        const metadata = new Metadata();
        metadata.set(errorCodeKey, error.code);
        callback({ code: status.UNKNOWN, details, metadata });
      },
    );
  };
}

/**
 * A message travels in the header of the answer, percent-encoded, and Node sends no more than 64 KiB of header: a longer one
 * would reach nobody. The beginning says what was attempted, the end of a command's output what went wrong.
 */
function shorten(message: string): string {
  if (message.length <= longestMessage) return message;
  const half = longestMessage / 2;
  return `${message.slice(0, half)}\n[…]\n${message.slice(-half)}`.toWellFormed();
}
