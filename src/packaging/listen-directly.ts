import { isIP, type Server } from 'node:net';

/** What `listen` does last, once it knows what to listen on (nodejs/node, `lib/net.js`). */
interface WithLastStep {
  readonly _listen2?: (address: string, port: number, addressType: 4 | 6, backlog: number) => void;
}

/** Node's own default. */
const backlog = 511;

/**
 * Listens on an address that is a number. `listen` would load Node's cluster and DNS modules, and child processes and UDP with
 * them: a tenth of the driver's whole start. Its last step is kept callable for those who wrap it. It is no public function, but
 * a packaged driver brings the very Node that it was tested with; where the step is missing, all is as ever.
 */
export function listenDirectly(server: Server, port: number, host: string): void {
  const version = isIP(host);
  const step = (server as WithLastStep)._listen2;
  if (version === 0 || typeof step !== 'function') server.listen(port, host);
  else step.call(server, host, port, version === 6 ? 6 : 4, backlog);
}
