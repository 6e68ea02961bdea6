/** Placeholder until the command line exists. */
export async function runFromTerminal(argv: readonly string[]): Promise<number> {
  const { serveFromArguments } = await import('./serve-from-arguments.js');
  const [port = '', flag, provider] = argv;
  return serveFromArguments({ port, ...(flag === '--provider' && provider !== undefined ? { provider } : {}) });
}
