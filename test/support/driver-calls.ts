import { loadContract, typedContract } from '../../src/wire/contract.js';
import type { DriverDefinition } from '../../src/wire/generated/types/Driver.js';

/** The calls of the contract, typed. */
export const driverCalls: DriverDefinition = typedContract(loadContract()).types.Driver.service;
