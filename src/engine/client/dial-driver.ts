import { credentials } from '@grpc/grpc-js';
import type { DriverContract } from '../../wire/driver-contract.js';
import type { DriverClient as WireClient } from '../../wire/generated/types/Driver.js';

/** Makes a client of the driver on a port of the loopback interface. */
export type DialDriver = (port: number) => Promise<WireClient>;

/**
 * A client of the driver on a port of the loopback interface. Connects with the first call.
 *
 * It uses no proxy, since those of our environment lead to the cloud, and it never repeats a call by itself.
 */
export function dialDriver({ Driver }: DriverContract, port: number): WireClient {
  return new Driver(`127.0.0.1:${String(port)}`, credentials.createInsecure(), {
    'grpc.enable_http_proxy': 0,
    'grpc.enable_retries': 0,
    'grpc.initial_reconnect_backoff_ms': 20,
    'grpc.max_reconnect_backoff_ms': 100,
  });
}
