/** Options of our own commands that take a driver's options too. */
const ours: ReadonlySet<string> = new Set(['help', 'provider', 'driver', 'display-name', 'kubeconfig', 'verbose']);

/** How a driver's option is typed: as it is called, or behind `option-` where we have one of that name ourselves. */
export function flagName(option: string): string {
  return ours.has(option.replace(/^no-/, '')) ? `option-${option}` : option;
}
