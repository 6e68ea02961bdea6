const proxyVariables = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];

/**
 * The environment that Rancher gives to a driver (rancher, `pkg/kontainer-engine/service/service.go`), and those variables
 * of our own environment that `passedOn` names, where they are set.
 */
export function driverEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  passedOn: readonly string[] = [],
): Record<string, string> {
  const environment: Record<string, string> = { PATH: '/usr/bin', PWD: '/' };
  for (const name of [...proxyVariables, ...passedOn]) {
    const value = own[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}
