import { type ControlPlane, startControlPlane } from '../../../src/simulated-kubernetes/control-plane.js';
import type { ControlPlaneSpec } from '../../../src/simulated-kubernetes/spec/control-plane-spec.js';
import { ApiClient } from './api-client.js';
import { eventually } from './eventually.js';

/** A mock control plane in the process of the test, with clients for it. */
export class MockControlPlane implements AsyncDisposable {
  /** The administrator. */
  readonly admin: ApiClient;
  /** Nobody. */
  readonly anonymous: ApiClient;

  private constructor(readonly plane: ControlPlane) {
    this.anonymous = new ApiClient(plane.endpoint, plane.caCertificate);
    this.admin = this.anonymous.as(plane.admin);
  }

  /** Starts one; its controllers act as soon as they can. Faults come with `spec`, as `{ faults: ['api:500*1'] }`. */
  static async start(spec: Partial<ControlPlaneSpec> = {}): Promise<MockControlPlane> {
    const soon = { nodeDelayMs: 0, ...spec };
    return new MockControlPlane(await startControlPlane({ cluster: 'c-test', spec: soon, controllerDelayMs: 0 }));
  }

  /** How often the API was asked with this method, or at all. Requests of the provider itself do not count. */
  countRequests(method?: string): number {
    return this.plane.requests().filter((request) => method === undefined || request.method === method).length;
  }

  /** Makes a service account in the namespace `default` and a token for it. */
  async serviceAccountToken(name: string): Promise<string> {
    await this.admin.post('/api/v1/namespaces/default/serviceaccounts', { metadata: { name } });
    await this.admin.post('/api/v1/namespaces/default/secrets', {
      metadata: { name: `${name}-token`, annotations: { 'kubernetes.io/service-account.name': name } },
      type: 'kubernetes.io/service-account-token',
    });
    const encoded = await eventually(`the token of ${name}`, async () => {
      const { body } = await this.admin.get(`/api/v1/namespaces/default/secrets/${name}-token`);
      return body.data?.token;
    });
    return Buffer.from(encoded, 'base64').toString();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.plane.stop();
  }
}
