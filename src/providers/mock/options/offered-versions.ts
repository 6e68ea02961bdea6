import { compareVersions, versionNumbers } from '../../../core/compare-versions.js';
import { DriverError } from '../../../core/driver-error.js';

/** The releases that the mock pretends to run, oldest first. */
export const kubernetesVersions = ['1.32.9', '1.32.10', '1.33.5', '1.33.6', '1.34.1', '1.34.2', '1.35.0'] as const;

/**
 * Makes sure that a running control plane can go from one version to the other, by Kubernetes' own rule
 * (https://kubernetes.io/releases/version-skew-policy/): forwards, and one minor version at a time.
 * @throws INVALID
 */
export function checkUpgrade(cluster: string, from: string, to: string): void {
  const refuse = (why: string, whatToDo: string): DriverError =>
    new DriverError('INVALID', { attempted: `upgrade cluster ${cluster} from ${from} to ${to}`, why, whatToDo });
  const known: readonly string[] = kubernetesVersions;
  if (!known.includes(to)) throw refuse('there is no such version', `choose one of ${known.join(', ')}`);
  if (compareVersions(to, from) < 0) throw refuse('a cluster cannot go back', `choose ${from} or a later version`);
  const [[, oldMinor = 0], [major = 0, newMinor = 0]] = [versionNumbers(from), versionNumbers(to)];
  if (newMinor - oldMinor > 1) {
    throw refuse('minor versions go one at a time', `upgrade to ${String(major)}.${String(oldMinor + 1)} first`);
  }
}
