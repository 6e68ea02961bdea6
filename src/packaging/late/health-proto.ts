import text from 'grpc-health-check/proto/health/v1/health.proto';
import { knowProto } from './known-proto.js';

// The path as grpc-health-check has it, which looks for it as soon as it is loaded.
knowProto('health/v1/health.proto', text, { keepCase: true });
