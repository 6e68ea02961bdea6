import { describe, expect, it } from '@jest/globals';
import { crashPoints } from './support/fake-machine.js';
import { KindFixture } from './support/kind-fixture.js';

const shapes = [{ 'node-count': 2 }, { 'control-plane-count': 3, 'node-count': 1 }];

describe.each(shapes)('a create of %j whose driver is killed', (given) => {
  it.each(crashPoints)('when %s: the next one ends with one working cluster', async (crashAt) => {
    const fixture = new KindFixture();
    await expect(fixture.create(given, fixture.driver({ crashAt }))).rejects.toThrow();
    await fixture.create(given);
    await expectWorking(fixture, given);
  });

  it.each(crashPoints)('when %s, and the engine is started anew: likewise', async (crashAt) => {
    const fixture = new KindFixture();
    await expect(fixture.create(given, fixture.driver({ crashAt }))).rejects.toThrow();
    fixture.machine.restartEngine();
    await fixture.create(given);
    await expectWorking(fixture, given);
  });

  it.each(crashPoints)('when %s: a remove leaves nothing', async (crashAt) => {
    const fixture = new KindFixture();
    await expect(fixture.create(given, fixture.driver({ crashAt }))).rejects.toThrow();
    await fixture.remove(given);
    fixture.machine.step(fixture.clock.now() + 60_000);
    expect(fixture.containers()).toEqual([]);
    expect(fixture.machine.volumes.size).toBe(0);
  });
});

describe('a half-made cluster', () => {
  it('is made anew with the options of the next create', async () => {
    const fixture = new KindFixture();
    const crashed = fixture.driver({ crashAt: 'the workers have joined' });
    await expect(fixture.create({ 'node-count': 1 }, crashed)).rejects.toThrow();
    await fixture.create({ 'node-count': 3 });
    expect(fixture.containers()).toHaveLength(4);
    expect(fixture.progress).toContain('deleting the incomplete cluster of an earlier create');
  });

  it('stays where the options of the next create are wrong', async () => {
    const fixture = new KindFixture();
    await expect(fixture.create({}, fixture.driver({ crashAt: 'kind is done' }))).rejects.toThrow();
    await expect(fixture.create({ 'kind-config': '- no' })).rejects.toMatchObject({ code: 'INVALID' });
    expect(fixture.containers()).toHaveLength(1);
  });
});

describe('drivers on one machine', () => {
  it('do not work on one cluster at the same time', async () => {
    const fixture = new KindFixture();
    const second = fixture.driver();
    const both = await Promise.allSettled([fixture.create(), second.create(fixture.context())]);
    expect(both).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: { code: 'BUSY' } }]);
    await fixture.create({}, second);
    expect(fixture.creates()).toBe(1);
  });

  it('work on two clusters at the same time', async () => {
    const fixture = new KindFixture();
    const other = { ...fixture.context({ 'node-count': 1 }), name: `${fixture.name}-b` };
    await Promise.all([fixture.create(), fixture.driver().create(other)]);
    expect(fixture.machine.names()).toEqual([fixture.name, `${fixture.name}-b`]);
  });
});

async function expectWorking(fixture: KindFixture, given: Readonly<Record<string, number>>): Promise<void> {
  const { 'control-plane-count': controlPlanes = 1, 'node-count': workers = 0 } = given;
  const loadBalancers = controlPlanes > 1 ? 1 : 0;
  fixture.machine.step(fixture.clock.now() + 60_000);
  expect(fixture.containers()).toHaveLength(controlPlanes + workers + loadBalancers);
  expect(new Set(fixture.containers()).size).toBe(fixture.containers().length);
  expect(fixture.machine.containers.every(({ status }) => status === 'running')).toBe(true);
  expect(fixture.machine.clusters.get(fixture.name)?.nodes).toHaveLength(controlPlanes + workers);
  await fixture.driver().access(fixture.context(given));
}
