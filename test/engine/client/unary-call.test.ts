import { EventEmitter, once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Metadata, type requestCallback, Server, ServerCredentials, status } from '@grpc/grpc-js';
import { dialDriver } from '../../../src/engine/client/dial-driver.js';
import { unaryCall } from '../../../src/engine/client/unary-call.js';
import { readContract } from '../../../src/wire/contract.js';
import type { KubernetesVersion__Output } from '../../../src/wire/generated/types/KubernetesVersion.js';
import type { DriverClient, DriverHandlers } from '../../../src/wire/generated/types/Driver.js';

const contract = readContract();
const { Driver } = contract;

describe('a call over a real connection', () => {
  const calls = new EventEmitter();
  let server: Server;
  let client: DriverClient;
  let answer: 'none' | 'version' | 'error';

  const takeCall: DriverHandlers['GetVersion'] = (call, callback) => {
    call.once('cancelled', () => calls.emit('cancelled'));
    calls.emit('begun');
    const trailers = new Metadata();
    trailers.set('said', 'after');
    if (answer === 'version') callback(null, { version: '1.34.1' }, trailers);
    if (answer === 'error') callback({ code: status.NOT_FOUND, details: 'no such cluster' });
  };

  beforeEach(async () => {
    answer = 'none';
    server = new Server();
    server.addService({ GetVersion: Driver.service.GetVersion }, { GetVersion: takeCall });
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
        if (error === null) resolve(bound);
        else reject(error);
      });
    });
    client = dialDriver(contract, port);
  });

  afterEach(() => {
    client.close();
    server.forceShutdown();
  });

  const getVersion = (done: requestCallback<KubernetesVersion__Output>) => client.GetVersion({}, done);

  it('returns the answer, and what was sent after it', async () => {
    answer = 'version';
    const { response, trailers } = await unaryCall(getVersion);
    expect(response).toMatchObject({ version: '1.34.1' });
    expect(trailers.get('said')).toEqual(['after']);
  });

  it('fails with the error of the driver', async () => {
    answer = 'error';
    await expect(unaryCall(getVersion)).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'no such cluster' });
  });

  it('is cancelled where the signal is aborted in the middle', async () => {
    const stop = new AbortController();
    const begun = once(calls, 'begun');
    const outcome = unaryCall(getVersion, stop.signal);
    await begun;
    const heard = once(calls, 'cancelled');
    stop.abort();
    await expect(outcome).rejects.toMatchObject({ code: 'CANCELLED' });
    await heard;
  });

  it('is cancelled where the signal was aborted before it began', async () => {
    await expect(unaryCall(getVersion, AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
