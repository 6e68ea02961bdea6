import { DriverError } from '../../../core/driver-error.js';
import { type ClusterLocation, describeLocation } from '../options/gke-location.js';

/**
 * Why a cluster could not be removed, as the last that a person may hear of it: Rancher forgets the cluster after a few tries. A
 * cluster that is not this driver's is left alone on purpose, which is told as it is.
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
