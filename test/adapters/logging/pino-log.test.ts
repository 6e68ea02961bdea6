import { describe, expect, it } from '@jest/globals';
import { emptyClusterInfo } from '../../../src/core/contract/cluster-info.js';
import { DriverError } from '../../../src/core/driver-error.js';
import { Redactor } from '../../../src/core/secrets/redactor.js';
import { writeState } from '../../../src/core/state/state.js';
import { composeDriver } from '../../../src/composition/compose-driver.js';
import { logLevels } from '../../../src/adapters/logging/log-level.js';
import { pinoLog } from '../../../src/adapters/logging/pino-log.js';
import { clusterInfoToWire } from '../../../src/wire/cluster-info-wire.js';
import { composeForTest } from '../../support/compose-for-test.js';
import { ServedDriver } from '../../support/driver-client.js';
import type { ProviderParts } from '../../support/provider-double.js';

class Lines {
  text = '';

  write(line: string): void {
    this.text += line;
  }

  all(): readonly Readonly<Record<string, unknown>>[] {
    return this.text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }
}

describe('pinoLog', () => {
  it('writes one JSON line each, with level, time, message and fields', () => {
    const lines = new Lines();
    const log = pinoLog('info', new Redactor(), lines);
    log.warn('waiting\nfor 3 nodes', { cluster: 'demo', elapsedMs: 5 });
    expect(lines.all()).toEqual([
      {
        level: 'warn',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        msg: 'waiting\nfor 3 nodes',
        cluster: 'demo',
        elapsedMs: 5,
      },
    ]);
  });

  it.each(logLevels.map((level, index) => ({ level, shown: logLevels.slice(index).filter((at) => at !== 'silent') })))(
    'shows $shown at level $level',
    ({ level, shown }) => {
      const lines = new Lines();
      const log = pinoLog(level, new Redactor(), lines);
      log.debug('debug');
      log.info('info');
      log.warn('warn');
      log.error('error');
      expect(lines.all().map(({ msg }) => msg)).toEqual(shown);
    },
  );

  it('writes whatever a provider passes, and never fails on it', () => {
    const lines = new Lines();
    const log = pinoLog('debug', new Redactor(), lines);
    const round: Record<string, unknown> = { big: 2n ** 60n, at: new Date(0), map: new Map([['a', 1]]), none: null };
    round.self = round;
    Object.defineProperty(round, 'broken', {
      enumerable: true,
      get: () => {
        throw new Error('do not look');
      },
    });
    log.info('odd', round);
    log.error('error', { error: Object.assign(new Error('no'), { response: round }) });
    expect(lines.all()).toHaveLength(2);
  });
});

/** What nobody may find in a log, by where it comes from. */
const pem = '-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49seeded0pem\n-----END PRIVATE KEY-----\n';
const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzZWVkZWQiOiJqd3QifQ.c2VlZGVkLWp3dC1zaWduYXR1cmU';
const seeds = {
  option: 'seeded-option-Xk2',
  state: 'seeded-state-Pq9',
  password: 'seeded-password-Lm4',
  stored: 'seeded-stored-token-Zz7',
};
const found = /seeded|MIGHAg|c2VlZGVk|eyJzZWVkZWQi/;

const leaky: ProviderParts = {
  create: (context) => {
    context.progress(`logging in with ${context.options.accessKey ?? ''}`);
    context.checkpoint({ id: 'id-1' });
    throw Object.assign(new Error(`refused: ${context.options.accessKey ?? ''} ${pem} ${jwt}`), {
      cause: new Error(`https://admin:${seeds.password}@cloud.test/ answered 401 to Bearer ${jwt}`),
      config: { key: pem },
    });
  },
  update: (context) => {
    const old = context.previous.accessKey ?? '';
    throw new DriverError('UNAUTHENTICATED', {
      attempted: 'update',
      why: `${old} was refused`,
      whatToDo: `{"password":"${seeds.password}"}`,
    });
  },
  remove: (context) => {
    context.progress(`deleting with ${context.options.accessKey ?? ''}`);
    return Promise.reject(new Error(`kubeconfig: ${Buffer.from(pem).toString('base64')}`));
  },
};

describe('the log of a driver that is given secrets', () => {
  it.each(logLevels)('shows none at level %s', async (level) => {
    const lines = new Lines();
    const redactor = new Redactor();
    const log = pinoLog(level, redactor, lines);
    const { parts } = composeForTest(leaky);
    const own = { ...parts, log, redactor };
    await using served = await ServedDriver.start({ ...composeDriver(own), parts: own });
    const { client } = served;
    const stored = {
      name: 'c-abcde',
      displayName: 'demo',
      options: { 'access-key': seeds.state },
      data: { id: 'id-1' },
    };
    const info = clusterInfoToWire({
      ...emptyClusterInfo,
      serviceAccountToken: seeds.stored,
      password: seeds.password,
      clientKey: Buffer.from(pem).toString('base64'),
      metadata: writeState({}, { name: 'double', stateVersion: 1 }, stored),
    });
    const given = (text: string) => ({ string_options: { name: 'c-abcde', accessKey: text } });
    const answers = [
      (await client.call('Create', { driver_options: given(seeds.option) })).create_error,
      (await client.refusal('Create', { driver_options: { ...given(seeds.option), int_options: { nodeCount: 0 } } }))
        .details,
      (await client.refusal('Update', { cluster_info: info, driver_options: given(seeds.option) })).details,
      (await client.refusal('Remove', info)).details,
      (await client.refusal('PostCheck', { ...info, metadata: { state: `{"token":"${seeds.stored}"}` } })).details,
    ];
    for (const answer of answers) {
      expect(answer).not.toBe('');
      expect(answer).not.toMatch(found);
    }
    expect(lines.text).not.toMatch(found);
    if (level === 'debug') expect(lines.all().map(({ msg }) => msg)).toContain('logging in with ***');
  });
});
