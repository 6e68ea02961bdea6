import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { Kubectl, kubectlPrograms } from '../support/kubectl.js';
import { MockControlPlane } from '../support/mock-control-plane.js';

const configMap = (data: Record<string, string>): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'demo', namespace: 'default' }, data });

/** Before 1.27 it explains kinds, and learns what a server can try, by version 2 of OpenAPI; the mock has the least of that. */
async function readsOpenApi3(kubectl: Kubectl): Promise<boolean> {
  const { stdout } = await kubectl.run(['version', '--client', '--output=json']);
  const { clientVersion } = JSON.parse(stdout) as { readonly clientVersion: { readonly minor: string } };
  return Number.parseInt(clientVersion.minor, 10) >= 27;
}

const suite = kubectlPrograms.length === 0 ? describe.skip : describe;

suite.each(kubectlPrograms)('$title', (program) => {
  let cluster: MockControlPlane;
  let kubectl: Kubectl;
  beforeAll(async () => {
    cluster = await MockControlPlane.start({ nodeCount: 2 });
    kubectl = await Kubectl.for(cluster, program);
    await cluster.admin.post('/api/v1/namespaces', { metadata: { name: 'cattle-system' } });
    await cluster.admin.post('/api/v1/namespaces/cattle-system/secrets', {
      metadata: { name: 'hidden', labels: { kind: 'demo' } },
      stringData: { key: 'value' },
    });
  });
  afterAll(async () => {
    await kubectl[Symbol.asyncDispose]();
    await cluster[Symbol.asyncDispose]();
  });

  const succeed = async (command: string, input?: string): Promise<string> => {
    const { status, stdout, stderr } = await kubectl.run(command.split(' '), input);
    if (status !== 0) throw new Error(`kubectl ${command}: ${stderr}`);
    return stdout;
  };

  it.each([
    { command: 'get ns', shows: /^cattle-system\s+Active\s+\d+s$/m },
    {
      command: 'get nodes',
      shows:
        /^c-test-node-1\s+Ready\s+worker\s+v1.34.1$|^c-test-node-1\s+Ready\s+worker\s+\d+s\s+v1.34.1$|^c-test-node-1\s+Ready\s+worker\s+v1.34.1\s+\d+s$/m,
    },
    { command: 'get nodes -o wide', shows: /INTERNAL-IP/ },
    { command: 'get secrets -n cattle-system', shows: /^hidden\s+Opaque\s+1\s+\d+s$/m },
    { command: 'get secrets -A -l kind=demo', shows: /^cattle-system\s+hidden/m },
    { command: 'get cm -A --field-selector metadata.namespace=kube-system', shows: /^kube-system\s+kube-root-ca.crt/m },
    { command: 'get cm -A --chunk-size=1', shows: /^kube-system\s+kube-root-ca.crt/m },
    { command: 'get clusterrolebinding cluster-admin -o wide', shows: /ClusterRole\/cluster-admin.*system:masters/ },
    { command: 'describe node c-test-node-1', shows: /Ready\s+True/ },
    { command: 'api-resources', shows: /^configmaps\s+cm\s+v1\s+true\s+ConfigMap$/m },
    { command: 'version', shows: /Server Version:.*v1.34.1/ },
    { command: 'auth can-i * *', shows: /^yes$/m },
    { command: 'auth can-i --list', shows: /\*\.\*/ },
    { command: 'get --raw /readyz', shows: /^ok/ },
  ])('can: $command', async ({ command, shows }) => {
    expect(await succeed(command)).toMatch(shows);
  });

  it('is told what a service account may not', async () => {
    const asDefault = '--as=system:serviceaccount:default:default';
    const { status, stdout } = await kubectl.run(['auth', 'can-i', 'list', 'secrets', asDefault]);
    expect({ status, stdout: stdout.trim() }).toEqual({ status: 1, stdout: 'no' });
    expect((await kubectl.run(['get', 'secrets', asDefault])).stderr).toContain('(Forbidden): secrets is forbidden');
  });

  it('applies a config map, changes it, finds it unchanged, and deletes it', async () => {
    expect(await succeed('apply -f -', configMap({ colour: 'red', size: '1' }))).toContain('configmap/demo created');
    expect(await succeed('apply -f -', configMap({ colour: 'blue' }))).toContain('configmap/demo configured');
    expect(await succeed('apply -f -', configMap({ colour: 'blue' }))).toContain('configmap/demo unchanged');
    expect(await succeed('get cm demo -o jsonpath={.data}')).toBe('{"colour":"blue"}');
    expect(await succeed('delete cm demo')).toMatch(/configmap "demo" deleted/);
    expect((await kubectl.run(['get', 'cm', 'demo'])).stderr).toContain('(NotFound): configmaps "demo" not found');
  });

  it('applies on the server, and is told of conflicts', async () => {
    const apply = 'apply --server-side -f - --field-manager';
    expect(await succeed(`${apply} one`, configMap({ colour: 'red' }))).toContain('serverside-applied');
    const { status, stderr } = await kubectl.run(`${apply} two`.split(' '), configMap({ colour: 'blue' }));
    expect(status).not.toBe(0);
    expect(stderr).toContain('conflict with "one"');
    await succeed(`${apply} two --force-conflicts`, configMap({ colour: 'blue' }));
    expect(await succeed('get cm demo -o jsonpath={.data.colour}')).toBe('blue');
    await succeed('delete cm demo');
  });

  it('explains a kind', async () => {
    if (!(await readsOpenApi3(kubectl))) return;
    expect(await succeed('explain configmap')).toMatch(/data\s+<map\[string\]string>/);
  });

  it('tries an apply on the server without doing it', async () => {
    if (!(await readsOpenApi3(kubectl))) return;
    expect(await succeed('apply --dry-run=server -f -', configMap({ a: '1' }))).toContain('(server dry run)');
    expect((await kubectl.run(['get', 'cm', 'demo'])).status).not.toBe(0);
  });

  it.each([
    { type: 'json', patch: '[{"op":"add","path":"/data/a","value":"2"}]' },
    { type: 'merge', patch: '{"data":{"a":"2"}}' },
    { type: 'strategic', patch: '{"data":{"a":"2"}}' },
  ])('patches in the way that is called $type', async ({ type, patch }) => {
    await succeed('create configmap patched --from-literal=a=1');
    await succeed(`patch cm patched --type=${type} -p ${patch}`);
    expect(await succeed('get cm patched -o jsonpath={.data.a}')).toBe('2');
    await succeed('delete cm patched');
  });

  it('makes the things that it has commands for, and gives rights with them', async () => {
    await succeed('create namespace team');
    await succeed('create serviceaccount bot -n team');
    await succeed('create secret generic plain -n team --from-literal=key=value');
    expect(await succeed('get secret plain -n team -o jsonpath={.data.key}')).toBe('dmFsdWU=');
    await succeed('create role reader -n team --verb=get,list --resource=secrets');
    await succeed('create rolebinding reader -n team --role=reader --serviceaccount=team:bot');
    expect(await succeed('auth can-i list secrets -n team --as=system:serviceaccount:team:bot')).toBe('yes\n');
    expect(await succeed('delete namespace team')).toMatch(/namespace "team" deleted/);
    expect((await kubectl.run(['get', 'ns', 'team'])).stderr).toContain('NotFound');
  });

  it('watches', async () => {
    const watching = kubectl.start(['get', 'cm', '-w', '--no-headers']);
    let output = '';
    watching.stdout?.on('data', (chunk) => (output += String(chunk)));
    try {
      await eventually('the first line', () => output.includes('kube-root-ca.crt'));
      await succeed('create configmap seen --from-literal=a=1');
      await eventually('the line of the new one', () => output.includes('seen'));
    } finally {
      watching.kill();
    }
    await succeed('delete cm seen');
  });
});
