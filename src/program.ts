import 'reflect-metadata';

/**
 * Runs the program and returns the exit code. Rancher starts a driver for every operation, with a port as its only
 * argument. So that way of starting loads as little as possible.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const [port, ...others] = argv;
  if (port !== undefined && others.length === 0 && /^\d+$/.test(port)) {
    const { serveFromArguments } = await import('./composition/serve-from-arguments.js');
    return serveFromArguments({ port });
  }
  if (port === '--health') {
    const { probeHealth } = await import('./server/health/probe-health.js');
    return probeHealth(others);
  }
  const { runFromTerminal } = await import('./composition/run-from-terminal.js');
  return runFromTerminal(argv);
}
