import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LoggedRequest } from '../providers/gke/double/http/request-log.js';
import type { GoogleDouble } from '../providers/gke/double/running-double.js';
import { type ReachableDouble, startReachableDouble } from '../providers/gke/support/reachable-double.js';
import { isNightly } from '../support/nightly.js';
import { goIsHere, goProgram } from './go-program.js';
import { failedSteps, type Outcome, runScenario } from './rancher-client.js';

const driverWith = (provider: string) => [process.execPath, resolve('bin/driver.js'), '{port}', '--provider', provider];

/** As in Rancher by night; else it waits shorter between its questions whether Google is done. */
const driver = driverWith(isNightly ? 'gke' : resolve('test/interop/hurried-gke.ts'));

type Key = ReturnType<GoogleDouble['makeKey']>;

(goIsHere() ? describe : describe.skip)("Rancher's own Go client and the GKE provider", () => {
  let directory: string;
  let double: ReachableDouble;
  let google: GoogleDouble;
  let first: Key;
  let second: Key;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'interop-gke-'));
    double = await startReachableDouble({ operations: { polls: 1 } });
    ({ google } = double);
    first = google.makeKey('first');
    second = google.makeKey('second');
  });

  afterEach(async () => {
    await double[Symbol.asyncDispose]();
    await rm(directory, { recursive: true, force: true });
  });

  const run = (args: readonly string[], options: object = asRancherSends(google, first)): Promise<Outcome> =>
    runScenario(goProgram('rancher-client'), args, driver, options);

  /** Calls `then` once, as soon as a request has been answered that `fits`, and before the answer is sent. */
  const afterRequest = (fits: (request: LoggedRequest) => boolean, then: () => void): void => {
    const { after } = google.hooks;
    let waits = true;
    google.hooks.after = (request) => {
      if (waits && fits(request)) {
        waits = false;
        then();
      }
      return after?.(request);
    };
  };

  const expectGood = (outcome: Outcome): void => {
    expect(failedSteps(outcome)).toEqual([]);
    expect(outcome).toMatchObject({ exitCode: 0 });
    for (const { file } of [first, second]) expect(outcome.log).not.toContain(linesOf(file.private_key)[1]);
    expect(google.violations).toEqual([]);
    const creates = google.requests.filter(({ rpc, outcome: status }) => rpc === 'CreateCluster' && status === 200);
    expect(creates).toHaveLength(1);
    expect(double.countClusters()).toBe(0);
  };

  it('find nothing in the options that Rancher would crash on or get wrong', async () => {
    const outcome = await runScenario(goProgram('rancher-client'), ['options'], driverWith('gke'));
    expect(failedSteps(outcome)).toEqual([]);
    expect(outcome.exitCode).toBe(0);
  }, 60_000);

  it('lead a cluster of the Go driver’s configuration through its whole life, to a new key and to its end', async () => {
    const newKey = join(directory, 'new-key.json');
    await writeFile(newKey, JSON.stringify(second.file));
    afterRequest(
      ({ account }) => account === second.email,
      () => {
        google.revokeKey(first);
      },
    );
    const version = '1.35.3-gke.1290000';
    const edits = [
      '--rotate',
      `credential=${newKey}`,
      '--upgrade',
      `masterVersion=${version}`,
      '--scale',
      'nodeCount=4',
    ];
    const outcome = await run(['life', ...edits]);
    expectGood(outcome);
    expect(outcome.steps.map(({ step }) => step)).toEqual(
      expect.arrayContaining([
        'verify-token',
        'rotate',
        'upgrade',
        'get-size-after-set-size',
        'remove-without-metadata',
      ]),
    );
    const deletion = google.requests.find(({ rpc }) => rpc === 'DeleteCluster');
    expect(deletion?.account).toBe(second.email);
  }, 240_000);

  it('go on with the cluster of a create whose key died in the middle, when there is a new one', async () => {
    const corrected = join(directory, 'corrected.json');
    await writeFile(corrected, JSON.stringify(asRancherSends(google, second)));
    afterRequest(
      ({ rpc }) => rpc === 'CreateCluster',
      () => {
        google.revokeKey(first);
      },
    );
    expectGood(await run(['retry', '--then', corrected]));
  }, 120_000);

  it('have one cluster and no more after Rancher and the driver died in the middle of creates', async () => {
    // Google is not done before the second driver is killed either.
    const { polls, kills } = isNightly ? { polls: 8, kills: '500ms,2s' } : { polls: 150, kills: '500ms,1s' };
    google.script({ on: { rpc: 'CreateCluster' }, do: { kind: 'slow', polls } });
    expectGood(await run(['orphan', '--crash', 'rancher', '--kill-after', kills]));
  }, 120_000);
});

/** What Rancher makes of a form for the Go driver: what nobody filled in comes along as empty, false or 0. */
function asRancherSends({ endpoints: { root } }: GoogleDouble, { file }: Key): object {
  return {
    projectId: 'double-project',
    zone: 'us-central1-a',
    region: '',
    credential: JSON.stringify(file),
    apiEndpoint: root,
    computeEndpoint: root,
    description: '',
    masterVersion: '1.34.5-gke.1400000',
    nodeVersion: '',
    nodeCount: 2,
    nodePool: '',
    machineType: 'n1-standard-2',
    imageType: 'COS_CONTAINERD',
    diskType: 'pd-standard',
    diskSizeGb: 100,
    localSsdCount: 0,
    locations: [],
    network: 'default',
    subNetwork: 'default',
    clusterIpv4Cidr: '',
    useIpAliases: true,
    ipPolicyCreateSubnetwork: false,
    ipPolicySubnetworkName: '',
    ipPolicyClusterSecondaryRangeName: '',
    ipPolicyServicesSecondaryRangeName: '',
    ipPolicyClusterIpv4CidrBlock: '',
    ipPolicyNodeIpv4CidrBlock: '',
    ipPolicyServicesIpv4CidrBlock: '',
    enablePrivateNodes: false,
    enablePrivateEndpoint: false,
    masterIpv4CidrBlock: '',
    enableMasterAuthorizedNetwork: false,
    masterAuthorizedNetworkCidrBlocks: [],
    enableAlphaFeature: false,
    enableLegacyAbac: false,
    kubernetesDashboard: false,
    enableKubernetesDashboard: false,
    issueClientCertificate: false,
    enableHttpLoadBalancing: true,
    enableHorizontalPodAutoscaling: true,
    enableNetworkPolicyConfig: true,
    enableStackdriverLogging: true,
    enableStackdriverMonitoring: true,
    enableAutoRepair: true,
    enableAutoUpgrade: true,
    enableNodepoolAutoscaling: false,
    minNodeCount: 0,
    maxNodeCount: 0,
    maintenanceWindow: '03:00',
    preemptible: false,
    serviceAccount: '',
    oauthScopes: ['https://www.googleapis.com/auth/devstorage.read_only'],
    labels: { team: 'web' },
    resourceLabels: ['env=test'],
    taints: ['NO_SCHEDULE:dedicated=web'],
  };
}

function linesOf(text: string): readonly string[] {
  return text.split('\n');
}
