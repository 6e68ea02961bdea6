import { GoogleError } from '../http/google-error.ts';

/** Refuses what breaks a rule of the service that its schema does not hold. */
export function refuse(field: string, description: string): never {
  throw new GoogleError('INVALID_ARGUMENT', description, {
    details: [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ field, description }] }],
  });
}

/** @throws GoogleError INVALID_ARGUMENT for a name that is not 1 to 40 lower-case letters, digits and hyphens */
export function checkName(field: string, name: string | null | undefined): void {
  if (/^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/.test(name ?? '')) return;
  refuse(
    field,
    `Invalid value for field "${field}": "${name ?? ''}". Must be a match of regex '(?:[a-z](?:[-a-z0-9]{0,38}[a-z0-9])?)'.`,
  );
}

/** @throws GoogleError INVALID_ARGUMENT for resource labels that Google Cloud does not take */
export function checkResourceLabels(field: string, labels: Readonly<Record<string, string>> | null | undefined): void {
  const entries = Object.entries(labels ?? {});
  if (entries.length > 64) refuse(field, `Invalid value for field "${field}": at most 64 labels are allowed.`);
  for (const [key, value] of entries) {
    if (!/^[a-z][-_a-z0-9]{0,62}$/.test(key)) refuse(field, `Invalid label key "${key}" in "${field}".`);
    if (!/^[-_a-z0-9]{0,63}$/.test(value)) refuse(field, `Invalid label value "${value}" of "${key}" in "${field}".`);
  }
}
