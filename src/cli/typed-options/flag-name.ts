/** Options that our own commands have beside a driver's options. */
const ours: ReadonlySet<string> = new Set(['help', 'provider', 'driver', 'display-name', 'kubeconfig', 'verbose']);

/** The flag of a driver's option: the option's name, or `option-` and the name where our commands have a flag of that name. */
export function flagName(option: string): string {
  return ours.has(option.replace(/^no-/, '')) ? `option-${option}` : option;
}
