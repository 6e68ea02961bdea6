import { sourceParts } from '../../src/composition/source-parts.js';
import type { ServerParts } from '../../src/server/server-parts.js';
import { readContract } from '../../src/wire/contract.js';

/** What a server is made of in the program from source. */
export const serverParts: ServerParts = { ...sourceParts, contract: readContract() };
