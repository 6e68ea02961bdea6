import { describe, expect, it } from '@jest/globals';
import { type ClusterInfo, emptyClusterInfo } from '../../../src/core/contract/cluster-info.js';
import type { UpdateErrorPolicy } from '../../../src/core/contract/rancher-host.js';
import { DriverError } from '../../../src/core/driver-error.js';
import { outstandingAnnotation } from '../../../src/core/outstanding/cluster-marks.js';
import { composeForTest, type DriverForTest, patientCall } from '../../support/compose-for-test.js';
import { failureOf } from '../../support/failure-of.js';
import { DoubleCloud, type ProviderParts } from '../../support/provider-double.js';
import { rawOptions } from '../../support/raw-options.js';

const crashing = { rancherVersion: 'v2.15.1' };
const noQuota = new DriverError('QUOTA', { attempted: 'add nodes', why: 'no more than 5', whatToDo: 'ask for more' });
const away = new DriverError('UNAVAILABLE', { attempted: 'ask the cloud', why: 'no answer' });

/** A provider that scales and labels, up to five nodes. */
function scaling(cloud: DoubleCloud, fails: DriverError[] = []): ProviderParts {
  return {
    update: ({ name, options, state }) => {
      const failure = fails.shift();
      if (failure !== undefined) return Promise.reject(failure);
      if (options.nodeCount > 5) return Promise.reject(noQuota);
      const cluster = cloud.make(name, options.nodeCount);
      cluster.version = options.kubernetesVersion ?? cluster.version;
      return Promise.resolve(state);
    },
  };
}

function prepare(rancher: Parameters<typeof composeForTest>[2], fails: DriverError[] = []): DriverForTest {
  const cloud = new DoubleCloud();
  return composeForTest(scaling(cloud, fails), cloud, rancher);
}

async function madeCluster(made: DriverForTest): Promise<ClusterInfo> {
  const info = await made.driver.create.run(rawOptions({ name: 'c-abcde' }), emptyClusterInfo, patientCall);
  return { ...(await made.driver.postCheck.run(info, patientCall)), status: 'Running' };
}

const outstandingOf = ({ metadata }: ClusterInfo): unknown =>
  (JSON.parse(metadata.state ?? '[]') as readonly { readonly outstanding?: unknown }[])[2]?.outstanding;

const annotationIn = ({ kubernetes }: DriverForTest): string | undefined =>
  kubernetes.all('Namespace')[0]?.metadata.annotations?.[outstandingAnnotation];

describe('the error of an update', () => {
  it.each<{ rancher: { rancherVersion?: string; updateErrors?: UpdateErrorPolicy }; leaves: boolean; because: string }>(
    [
      { rancher: {}, leaves: true, because: 'nobody says that a Rancher is there' },
      { rancher: { rancherVersion: 'v2.14.3' }, leaves: true, because: 'this Rancher bears it' },
      { rancher: { rancherVersion: 'dev' }, leaves: true, because: 'nothing is known of such a version' },
      { rancher: { rancherVersion: 'v2.15.0' }, leaves: false, because: 'it ends this Rancher' },
      { rancher: { rancherVersion: 'v2.15-0123abcdef-head' }, leaves: false, because: 'it ends this Rancher' },
      { rancher: { rancherVersion: 'v2.16.0-rc1' }, leaves: false, because: 'no version is known that bears it again' },
      { rancher: { rancherVersion: 'v2.15.0', updateErrors: 'report' }, leaves: true, because: 'somebody said so' },
      { rancher: { updateErrors: 'keep' }, leaves: false, because: 'somebody said so' },
    ],
  )('leaves the driver: $leaves, because $because ($rancher)', async ({ rancher, leaves }) => {
    const made = prepare(rancher);
    const info = await madeCluster(made);
    const update = made.driver.update.run(info, rawOptions({ name: 'c-abcde', nodeCount: 9 }), patientCall);
    if (leaves) await expect(update).rejects.toMatchObject({ code: 'QUOTA' });
    else await expect(update).resolves.toMatchObject({ nodeCount: 3n });
  });

  it('is told in the log, in the cluster and in the state where it stays', async () => {
    const made = prepare(crashing);
    const info = await madeCluster(made);
    const answer = await made.driver.update.run(info, rawOptions({ name: 'c-abcde', nodeCount: 9 }), patientCall);
    expect(answer).toMatchObject({ nodeCount: 3n, createError: '', status: 'Running' });
    expect(made.log.messages('error')).toEqual([
      `Rancher was not told, because Rancher v2.15.1 ends when an update fails: ${noQuota.message}`,
    ]);
    expect(annotationIn(made)).toBe(noQuota.message);
    expect(made.kubernetes.all('Event')).toMatchObject([
      {
        type: 'Warning',
        reason: 'UpdateOutstanding',
        message: noQuota.message,
        metadata: { namespace: 'cattle-system' },
      },
    ]);
    expect(outstandingOf(answer)).toMatchObject({ why: noQuota.message, options: { 'node-count': 9 } });
  });

  it('does not keep the rest of the edit from being done', async () => {
    const made = prepare(crashing);
    const info = await madeCluster(made);
    const wanted = rawOptions({ name: 'c-abcde', nodeCount: 9, kubernetesVersion: '1.35.0' });
    const answer = await made.driver.update.run(info, wanted, patientCall);
    expect(answer).toMatchObject({ nodeCount: 3n, version: '1.35.0' });
  });

  it('of a wrong option leaves that option as it is, does the others, and asks nobody to try it again', async () => {
    const made = prepare(crashing);
    const info = await madeCluster(made);
    const wanted = rawOptions({ name: 'c-abcde', region: 'south', nodeCount: 5, labels: ['nonsense'] });
    const answer = await made.driver.update.run(info, wanted, patientCall);
    expect(answer).toMatchObject({ nodeCount: 5n });
    expect(annotationIn(made)).toMatch(/^check the options: region cannot change .*; labels must be like key=value/);
    expect(outstandingOf(answer)).toEqual({ why: annotationIn(made), since: expect.any(String) as unknown });
  });

  it('is not made of what passes: that is tried again until the time is up', async () => {
    const fails = [away, away, away];
    const made = prepare(crashing, fails);
    const info = await madeCluster(made);
    const update = made.driver.update.run(info, rawOptions({ name: 'c-abcde', nodeCount: 4 }), patientCall);
    await made.clock.runUntil(update);
    await expect(update).resolves.toMatchObject({ nodeCount: 4n });
    expect(fails).toEqual([]);
    expect(made.log.messages('error')).toEqual([]);
  });

  it('stays, too, where the time is up in the middle', async () => {
    const cloud = new DoubleCloud();
    const hanging: ProviderParts = { update: () => new Promise(() => undefined) };
    const made = composeForTest(hanging, cloud, crashing);
    const info = await madeCluster(made);
    const update = made.driver.update.run(info, rawOptions({ name: 'c-abcde', nodeCount: 4 }), patientCall);
    await made.clock.runUntil(update);
    const answer = await update;
    expect(outstandingOf(answer)).toMatchObject({ options: { 'node-count': 4 } });
    expect(made.log.messages('error').at(-1)).toMatch(/^Rancher was not told, because .*not finished within 60 min/);
  });

  it('of somebody who went away is not answered', async () => {
    const made = prepare(crashing, [away]);
    const info = await madeCluster(made);
    const gone = new AbortController();
    const update = made.driver.update.run(info, rawOptions({ name: 'c-abcde', nodeCount: 4 }), { signal: gone.signal });
    const failure = failureOf(() => update);
    gone.abort();
    await made.clock.runUntil(failure);
    expect(await failure).toMatchObject({ code: 'CANCELLED' });
  });
});

describe('what an update has left', () => {
  it('is taken up by the next update, which clears the marks', async () => {
    const made = prepare(crashing);
    const info = await madeCluster(made);
    const left = await made.driver.update.run(info, rawOptions({ name: 'c-abcde', nodeCount: 9 }), patientCall);
    const done = await made.driver.update.run(left, rawOptions({ name: 'c-abcde', nodeCount: 5 }), patientCall);
    expect(done).toMatchObject({ nodeCount: 5n });
    expect(outstandingOf(done)).toBeUndefined();
    expect(annotationIn(made)).toBeUndefined();
  });

  it('is taken up by the next check, in a process that made no update', async () => {
    const first = prepare(crashing, [noQuota]);
    const info = await madeCluster(first);
    const left = await first.driver.update.run(info, rawOptions({ name: 'c-abcde', nodeCount: 4 }), patientCall);
    expect(left).toMatchObject({ nodeCount: 3n });
    expect(await first.driver.postCheck.run(left, patientCall)).toMatchObject({ metadata: left.metadata });

    const next = composeForTest(scaling(first.cloud), first.cloud, crashing);
    const checked = await next.driver.postCheck.run(left, patientCall);
    expect(outstandingOf(checked)).toBeUndefined();
    expect(next.cloud.clusters.get('c-abcde')?.nodes).toBe(4);
    expect(checked.serviceAccountToken).not.toBe('');
  });

  it('is taken up by the second check of one process, which no longer belongs to the update', async () => {
    const made = prepare(crashing, [noQuota]);
    const info = await madeCluster(made);
    const left = await made.driver.update.run(info, rawOptions({ name: 'c-abcde', nodeCount: 4 }), patientCall);
    const checked = await made.driver.postCheck.run(left, patientCall);
    expect(outstandingOf(checked)).toBeDefined();
    expect(outstandingOf(await made.driver.postCheck.run(checked, patientCall))).toBeUndefined();
  });

  it('stays where the next check cannot do it either', async () => {
    const first = prepare(crashing);
    const info = await madeCluster(first);
    const left = await first.driver.update.run(info, rawOptions({ name: 'c-abcde', nodeCount: 9 }), patientCall);
    const next = composeForTest(scaling(first.cloud), first.cloud, crashing);
    expect(await next.driver.postCheck.run(left, patientCall)).toMatchObject({ metadata: left.metadata });
  });
});

describe('the error of a check', () => {
  it('stays where the check belongs to an update, and the token that was there is kept', async () => {
    const made = prepare(crashing);
    const info = await madeCluster(made);
    const updated = await made.driver.update.run(info, rawOptions({ name: 'c-abcde', nodeCount: 4 }), patientCall);
    made.kubernetes.before = () => {
      throw new DriverError('FORBIDDEN', { attempted: 'read Namespace cattle-system', why: 'forbidden' });
    };
    const checked = await made.driver.postCheck.run(updated, patientCall);
    expect(checked).toEqual(updated);
    expect(made.log.messages('error').at(-1)).toContain('Rancher was not told');
  });

  it('leaves the driver where the check belongs to no update', async () => {
    const made = prepare(crashing);
    const info = await madeCluster(made);
    made.kubernetes.before = () => {
      throw new DriverError('FORBIDDEN', { attempted: 'read Namespace cattle-system', why: 'forbidden' });
    };
    await expect(made.driver.postCheck.run(info, patientCall)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
