import { fromJSON, type PackageDefinition } from '@grpc/proto-loader';
import reflectionV1 from '@grpc/reflection/build/proto/grpc/reflection/v1/reflection.proto';
import reflectionV1alpha from '@grpc/reflection/build/proto/grpc/reflection/v1alpha/reflection.proto';
import protobuf from 'protobufjs';
import driver from '../../../proto/driver.proto';
import { knowProto } from './known-proto.js';

export { ReflectionService } from '@grpc/reflection';

// @grpc/reflection takes these paths from its own, which the packager says is /driver.
knowProto('/proto/grpc/reflection/v1/reflection.proto', reflectionV1, { keepCase: false });
knowProto('/proto/grpc/reflection/v1alpha/reflection.proto', reflectionV1alpha, { keepCase: false });

/** The contract, as `src/wire/contract.ts` reads it. */
export function definition(): PackageDefinition {
  const json = protobuf.parse(driver, { keepCase: true }).root.toJSON();
  return fromJSON(json, { keepCase: true, longs: String, defaults: true, oneofs: true });
}
