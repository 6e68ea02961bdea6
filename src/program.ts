import 'reflect-metadata';
import type { ProgramParts } from './composition/program-parts.js';

/**
 * The whole program, put together from `parts`. The way Rancher starts a driver is a port and nothing else; it happens for every
 * operation, so it loads no more than it needs. Returns the exit code.
 */
export async function main(argv: readonly string[], parts: ProgramParts): Promise<number> {
  const [port, ...others] = argv;
  if (port !== undefined && others.length === 0 && /^\d+$/.test(port)) {
    const { serveFromArguments } = await import('./composition/serve-from-arguments.js');
    return serveFromArguments(parts, { port });
  }
  if (port === '--health') {
    const { probeHealth } = await import('./server/health/probe-health.js');
    return probeHealth(others);
  }
  const { runFromTerminal } = await import('./composition/run-from-terminal.js');
  return runFromTerminal(argv, parts);
}
