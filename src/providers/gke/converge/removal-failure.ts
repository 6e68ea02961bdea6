import { DriverError } from '../../../core/driver-error.js';
import { type ClusterLocation, describeLocation } from '../options/gke-location.js';

/**
 * Makes the error of a failed removal. It may be the last that a person hears of the cluster, because Rancher forgets
 * the cluster after a few tries. A cluster that is not this driver's is left alone on purpose, so its error is returned
 * unchanged.
 */
export function removalFailure(thrown: unknown, location: ClusterLocation): DriverError {
  const error = DriverError.from(thrown, `remove ${describeLocation(location)}`);
  if (error.code === 'CONFLICT' || error.code === 'CANCELLED') return error;
  const { code, attempted, why } = error;
  const leftAlone =
    'it may still exist and be billed: if no later try removes it, delete it in the console of Google Cloud';
  const whatToDo = error.whatToDo === undefined ? leftAlone : `${error.whatToDo}; ${leftAlone}`;
  return new DriverError(code, { attempted, why, whatToDo, cause: thrown });
}
