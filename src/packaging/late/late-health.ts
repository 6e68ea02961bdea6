import './health-proto.js';

export { HealthImplementation } from 'grpc-health-check';
