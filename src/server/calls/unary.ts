import { type handleUnaryCall, Metadata, status } from '@grpc/grpc-js';
import { DriverError } from '../../core/driver-error.js';
import { writeError } from '../../wire/error-trailers.js';
import type { Log } from '../../core/log.js';
import type { Redactor } from '../../core/secrets/redactor.js';
import { ServedCall } from './served-call.js';
import type { InFlight } from './in-flight.js';

/** Makes a gRPC handler from a plain function. */
export type Unary = <Request, Response>(
  handle: (request: Request, call: ServedCall) => Response | Promise<Response>,
) => handleUnaryCall<Request, Response>;

const longestMessage = 6_000;

/**
 * Makes handlers with what every call needs: a signal for cancellation and deadline, the caller's `log-id`, and the one
 * conversion of errors.
 *
 * Every error is sent with status UNKNOWN, because Rancher shows the bare message only for that one and puts "rpc
 * error: code = …" before all others (kontainer-engine, `types/rpc_client.go`, `handlErr`). The code and the parts of
 * the error travel in trailers; so do those of a failed create, which is answered with OK.
 */
export function unaryWith(log: Log, redactor: Redactor, calls: InFlight): Unary {
  const trailersFor = (error: DriverError): Metadata => {
    const trailers = new Metadata();
    writeError(trailers, error);
    return trailers;
  };
  return (handle) => (call, callback) => {
    const served = new ServedCall(call);
    const respond = () => calls.during(async () => handle(call.request, served));
    respond().then(
      (response) => {
        const { failure } = served;
        callback(null, response, failure === undefined ? undefined : trailersFor(fitForSending(failure, redactor)));
      },
      (thrown: unknown) => {
        const error = fitForSending(DriverError.from(thrown), redactor);
        log.debug(`answers with an error: ${error.message}`, {
          method: call.getPath(),
          code: error.code,
          error: thrown,
        });
        callback({ code: status.UNKNOWN, details: error.message, metadata: trailersFor(error) });
      },
    );
  };
}

/** Returns the error without secrets, and short enough to be sent. */
function fitForSending(error: DriverError, redactor: Redactor): DriverError {
  const shown = redactor.redactError(error);
  const { code, attempted, why, whatToDo } = shown;
  const excess = [attempted, why, whatToDo].join('').length - longestMessage;
  return excess <= 0 ? shown : new DriverError(code, { attempted, why: shorten(why, why.length - excess), whatToDo });
}

/**
 * Cuts out the middle of a text. A message travels in a header of the answer, percent-encoded, and Node sends at most
 * 64 KiB of headers, so a longer one would not arrive. The beginning says what was attempted, the end of a command's
 * output says what failed.
 */
function shorten(text: string, length: number): string {
  const half = Math.max(0, length / 2);
  return `${text.slice(0, half)}\n[…]\n${text.slice(text.length - half)}`.toWellFormed();
}
