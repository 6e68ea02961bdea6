import { describe, expect, it } from '@jest/globals';
import { faultKinds } from '../../../../src/providers/mock/options/faults.js';
import { failureOf } from '../../../support/failure-of.js';
import { MockCluster } from '../../support/mock-cluster.js';
import { eventually } from '../../support/eventually.js';

describe('the faults of operations', () => {
  it('leave nothing at all when create fails before anything', async () => {
    await using cluster = await MockCluster.prepare();
    const failure = await failureOf(() =>
      cluster.provider.create(cluster.createContext({ fault: ['create:before-anything'] })),
    );
    expect(failure.code).toBe('UNAVAILABLE');
    expect(failure.message).toContain('create:before-anything');
    expect(cluster.checkpoints).toEqual([]);
    expect(await cluster.files()).toEqual([]);
  });

  it('strike right after the checkpoint when create fails after the network', async () => {
    await using cluster = await MockCluster.prepare();
    await failureOf(() => cluster.provider.create(cluster.createContext({ fault: ['create:after-network'] })));
    expect(cluster.checkpoints).toEqual([{ directory: cluster.directory }]);
    expect(await cluster.isRunning()).toBe(false);
  });

  it.each(faultKinds.filter(({ name }) => /^create:(before|after)/.test(name)))(
    'strike as often as asked for and not once more: $name',
    async ({ name }) => {
      await using cluster = await MockCluster.prepare();
      const context = cluster.createContext({ fault: [`${name}*2`] });
      await failureOf(() => cluster.provider.create(context));
      await failureOf(() => cluster.provider.create(context));
      // What a create does that finds its control plane running has no launch to fail after.
      await cluster.provider.create(name === 'create:after-launch' ? cluster.createContext() : context);
      expect(await cluster.isRunning()).toBe(true);
      await cluster.provider.remove(cluster.context());
      expect(await cluster.files()).toEqual([]);
    },
  );

  it.each([
    { kind: 'fail', code: 'UNAVAILABLE' },
    { kind: 'unauthenticated', code: 'UNAUTHENTICATED' },
    { kind: 'forbidden', code: 'FORBIDDEN' },
    { kind: 'quota', code: 'QUOTA' },
  ])('make every operation fail with $code', async ({ kind, code }) => {
    await using cluster = await MockCluster.prepare();
    const { provider } = cluster;
    const creating = await failureOf(() => provider.create(cluster.createContext({ fault: [`create:${kind}`] })));
    await provider.create(cluster.createContext());
    const update = cluster.updateContext({ fault: [`update:${kind}`] }, cluster.options(), ['fault']);
    const updating = await failureOf(() => provider.update?.(update));
    const removing = await failureOf(() => provider.remove(cluster.context({ fault: [`remove:${kind}`] })));
    expect([creating.code, updating.code, removing.code]).toEqual([code, code, code]);
  });

  it('can be a defect of the provider', async () => {
    await using cluster = await MockCluster.prepare();
    await expect(cluster.provider.create(cluster.createContext({ fault: ['create:panic'] }))).rejects.toThrow(
      TypeError,
    );
  });

  it('can make create wait until it is told to stop', async () => {
    await using cluster = await MockCluster.prepare();
    const stop = new AbortController();
    const creating = cluster.provider.create(cluster.createContext({ fault: ['create:hang'] }, stop.signal));
    await eventually('the checkpoint', () => cluster.checkpoints.length > 0);
    stop.abort(new Error('enough'));
    await expect(creating).rejects.toThrow('enough');
  });

  it('can keep nodes from getting Ready, until an update says otherwise', async () => {
    await using cluster = await MockCluster.prepare();
    const stop = new AbortController();
    const creating = cluster.provider.create(cluster.createContext({ fault: ['nodes:timeout'] }, stop.signal));
    await eventually('the wait for nodes', () => cluster.progress.includes('waiting for 1 node: 0 ready'));
    stop.abort(new Error('out of time'));
    await expect(creating).rejects.toThrow('out of time');
    await cluster.provider.create(cluster.createContext({ fault: ['none'] }));
    expect((await cluster.provider.access(cluster.context())).nodeCount).toBe(1);
  });
});
