import type { PackageDefinition } from '@grpc/proto-loader';
import type { ProtoGrpcType } from './generated/driver.js';

/** The contract as code. */
export interface DriverContract {
  /**
   * The class of a client. Its `service` has what a server needs: how each call is named, and how its messages become bytes
   * and come back.
   */
  readonly Driver: ProtoGrpcType['types']['Driver'];
  /** The whole definition, as reflection wants it; asked for when somebody uses reflection. */
  definition(): PackageDefinition;
}
