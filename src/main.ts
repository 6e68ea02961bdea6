import 'reflect-metadata';

/**
 * The way Rancher starts a driver: a port and nothing else. It happens for every operation, so it loads no more than it needs.
 */
async function main(argv: readonly string[]): Promise<number> {
  const [port, ...others] = argv;
  if (port !== undefined && others.length === 0 && /^\d+$/.test(port)) {
    const { serveFromArguments } = await import('./composition/serve-from-arguments.js');
    return serveFromArguments({ port });
  }
  const { runFromTerminal } = await import('./composition/run-from-terminal.js');
  return runFromTerminal(argv);
}

process.exitCode = await main(process.argv.slice(2));
