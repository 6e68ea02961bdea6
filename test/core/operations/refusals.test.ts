import { describe, expect, it } from '@jest/globals';
import { type ClusterInfo, emptyClusterInfo } from '../../../src/core/contract/cluster-info.js';
import { composeForTest, type DriverForTest, patientCall } from '../../support/compose-for-test.js';
import { failureOf } from '../../support/failure-of.js';
import { rawOptions } from '../../support/raw-options.js';

const wrong = rawOptions({ name: 'c-abcde', nodeCount: 1000 });

async function madeCluster({ driver }: DriverForTest): Promise<ClusterInfo> {
  return driver.create.run(rawOptions({ name: 'c-abcde' }), emptyClusterInfo, patientCall);
}

interface Refusal {
  readonly operation: string;
  readonly because: string;
  readonly cluster: string;
  readonly refuse: (made: DriverForTest) => Promise<unknown>;
}

const refusals: readonly Refusal[] = [
  {
    operation: 'create',
    because: 'an option is wrong',
    cluster: 'c-abcde',
    refuse: ({ driver }) => driver.create.run(wrong, emptyClusterInfo, patientCall),
  },
  {
    operation: 'update',
    because: 'an option is wrong',
    cluster: 'c-abcde',
    refuse: async (made) => made.driver.update.run(await madeCluster(made), wrong, patientCall),
  },
  {
    operation: 'update',
    because: 'the record holds no state, but the options name the cluster',
    cluster: 'c-abcde',
    refuse: ({ driver }) => driver.update.run(emptyClusterInfo, rawOptions({ name: 'c-abcde' }), patientCall),
  },
  {
    operation: 'post-check',
    because: 'nothing tells which cluster is meant',
    cluster: 'a cluster without a name',
    refuse: ({ driver }) => driver.postCheck.run(emptyClusterInfo, patientCall),
  },
  {
    operation: 'post-check',
    because: 'the state belongs to another provider',
    cluster: 'c-abcde',
    refuse: async (made) => {
      const info = await madeCluster(made);
      const state = info.metadata.state?.replace('"double"', '"other"') ?? '';
      return made.driver.postCheck.run({ ...info, metadata: { state } }, patientCall);
    },
  },
  {
    operation: 'remove',
    because: 'the state belongs to another provider',
    cluster: 'c-abcde',
    refuse: async (made) => {
      const info = await madeCluster(made);
      const state = info.metadata.state?.replace('"double"', '"other"') ?? '';
      return made.driver.remove.run({ ...info, metadata: { state } }, patientCall);
    },
  },
  {
    operation: 'set-version',
    because: 'the provider cannot',
    cluster: 'c-abcde',
    refuse: async (made) => made.driver.versionAndSize.setVersion(await madeCluster(made), '1.35.0', patientCall),
  },
  {
    operation: 'etcd-save',
    because: 'the provider cannot',
    cluster: 'c-abcde',
    refuse: async (made) => {
      const request = { info: await madeCluster(made), options: rawOptions({}), snapshot: 'first' };
      return made.driver.etcd.save(request, patientCall);
    },
  },
];

describe('a refusal', () => {
  it.each(refusals)('of $operation is in the log, where $because', async ({ operation, cluster, refuse }) => {
    const made = composeForTest();
    const error = await failureOf(() => refuse(made));
    expect(made.log.lines).toContainEqual(
      expect.objectContaining({ level: 'info', message: `${operation} begins`, fields: { operation, cluster } }),
    );
    expect(made.log.lines).toContainEqual(
      expect.objectContaining({
        level: 'error',
        message: error.message,
        fields: expect.objectContaining({ operation, cluster, code: error.code }) as unknown,
      }),
    );
  });
});
