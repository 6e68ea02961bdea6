import type { Server } from 'node:net';
import type { DriverContract } from '../wire/driver-contract.js';
import type { ListenAddress } from './connections/listen.js';
import type { StandardServiceLoader } from './standard-services.js';

/** What a server is made of that differs between the program from source and the packaged one. */
export interface ServerParts {
  readonly contract: DriverContract;
  /** Has the server listen, and returns the port. @throws INVALID when the address cannot be listened on */
  readonly listen: (server: Server, address: ListenAddress) => Promise<number>;
  readonly standardServices: StandardServiceLoader;
}
