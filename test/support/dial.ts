import { type DialDriver, dialDriver } from '../../src/engine/client/dial-driver.js';
import { readContract } from '../../src/wire/contract.js';

const contract = readContract();

/** Makes clients of the contract as the program from source reads it. */
export const dial: DialDriver = (port) => Promise.resolve(dialDriver(contract, port));
