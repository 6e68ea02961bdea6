import { type CallOptions, Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import type { MethodDefinition } from '@grpc/proto-loader';
import { startDriverServer } from '../../src/server/driver-server.js';
import type { DriverDefinition } from '../../src/wire/generated/types/Driver.js';
import type { DriverParts } from '../../src/composition/compose-driver.js';
import type { ClusterDriver } from '../../src/core/operations/cluster-driver.js';
import { driverCalls } from './driver-calls.js';
import { serverParts } from './server-parts.js';

/** The generated type lets any name pass; these are the calls that it spells out. */
export type Method = keyof {
  [Name in keyof DriverDefinition as string extends Name ? never : number extends Name ? never : Name]: never;
};
type Requests = {
  [M in Method]: DriverDefinition[M] extends MethodDefinition<infer In, infer _, infer __, infer ___> ? In : never;
};
type Responses = {
  [M in Method]: DriverDefinition[M] extends MethodDefinition<infer _, infer __, infer ___, infer Out> ? Out : never;
};

/** A call under way. */
export interface PendingCall<T> {
  readonly answer: Promise<T>;
  cancel(): void;
}

/** What a caller proves itself by, and what it expects of the server. All but the name are PEM. */
export interface CallerTls {
  readonly authority: string;
  readonly serverName: string;
  readonly certificate?: string;
  readonly key?: string;
}

/** Rancher's side of a call, over a real connection. */
export class DriverClient {
  private readonly client: Client;

  /** In plaintext where nothing is said of certificates. */
  constructor(
    readonly port: number,
    tls?: CallerTls,
  ) {
    const channel =
      tls === undefined
        ? credentials.createInsecure()
        : credentials.createSsl(...[tls.authority, tls.key, tls.certificate].map(bufferOf));
    const name = tls === undefined ? {} : { 'grpc.ssl_target_name_override': tls.serverName };
    this.client = new Client(`127.0.0.1:${String(port)}`, channel, name);
  }

  /** Calls, and returns the answer. @throws ServiceError */
  async call<M extends Method>(method: M, request: Requests[M], options: CallOptions = {}): Promise<Responses[M]> {
    return this.begin(method, request, options).answer;
  }

  begin<M extends Method>(
    method: M,
    request: Requests[M],
    options: CallOptions = {},
    logId?: string,
  ): PendingCall<Responses[M]> {
    const definition = driverCalls[method] as MethodDefinition<object, object, object, Responses[M]>;
    const metadata = new Metadata();
    if (logId !== undefined) metadata.set('log-id', logId);
    let cancel = () => undefined;
    const answer = new Promise<Responses[M]>((resolve, reject) => {
      const call = this.client.makeUnaryRequest<object, Responses[M]>(
        definition.path,
        definition.requestSerialize,
        definition.responseDeserialize,
        request,
        metadata,
        options,
        (error, response) => {
          if (response !== undefined) resolve(response);
          else reject(error ?? new Error('there is no answer'));
        },
      );
      cancel = () => {
        call.cancel();
        return undefined;
      };
    });
    return {
      answer,
      cancel: () => {
        cancel();
      },
    };
  }

  /** Calls, and returns the error that it is answered with. @throws where it is answered well */
  async refusal<M extends Method>(method: M, request: Requests[M], options: CallOptions = {}): Promise<ServiceError> {
    const outcome = await this.call(method, request, options).then(
      () => undefined,
      (error: unknown) => error as ServiceError,
    );
    if (outcome === undefined) throw new Error(`${method} was answered well`);
    return outcome;
  }

  close(): void {
    this.client.close();
  }
}

function bufferOf(text: string | undefined): Buffer | null {
  return text === undefined ? null : Buffer.from(text);
}

/** A driver behind a real server on a port that the system chose. Ends with the scope that it is used in. */
export class ServedDriver implements AsyncDisposable {
  private constructor(
    readonly client: DriverClient,
    private readonly stop: () => Promise<void>,
  ) {}

  static async start({ driver, parts }: { driver: ClusterDriver; parts: DriverParts }): Promise<ServedDriver> {
    const server = await startDriverServer(driver, serverParts, parts, { host: '127.0.0.1', port: 0 });
    return new ServedDriver(new DriverClient(server.port), () => server.stop(0));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.client.close();
    await this.stop();
  }
}
