/** Which layer may know which: main -> composition -> everything; cli -> engine -> wire -> core; server -> wire -> core <- providers. */
const layer = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^src/', pathNot: [from, ...to] },
});

/**
 * The rooms of a folder, from the ground up: a file may know its own room and those before it. '' stands for the files that
 * lie in the folder itself. A room that is not named here is an error, so that nobody adds one without a place in the order.
 */
const rooms = (folder, names) => {
  const pattern = (room) => (room === '' ? `^src/${folder}/[^/]+$` : `^src/${folder}/${room}/`);
  const known = names.filter((room) => room !== '').join('|');
  return [
    ...names.map((room, index) => ({
      name: `rooms-of-${folder.replace('/', '-')}`,
      comment: `In src/${folder} the order is ${names.map((one) => one || '(its own files)').join(', ')}.`,
      severity: 'error',
      from: { path: pattern(room) },
      to: { path: `^src/${folder}/`, pathNot: names.slice(0, index + 1).map(pattern) },
    })),
    {
      name: `known-rooms-of-${folder.replace('/', '-')}`,
      severity: 'error',
      from: {},
      to: { path: `^src/${folder}/[^/]+/`, pathNot: `^src/${folder}/(${known})/[^/]+$` },
    },
  ];
};

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    layer('core-knows-nobody', '^src/core/', []),
    layer('wire-knows-the-core', '^src/wire/', ['^src/core/']),
    layer('server-knows-wire-core-and-network', '^src/server/', ['^src/core/', '^src/wire/', '^src/adapters/network/']),
    layer('engine-knows-wire-and-core', '^src/engine/', ['^src/core/', '^src/wire/']),
    layer('cli-knows-engine-manifest-and-core', '^src/cli/', ['^src/core/', '^src/engine/', '^src/manifest/']),
    layer('manifest-knows-the-core', '^src/manifest/', ['^src/core/']),
    layer('adapters-know-the-core', '^src/adapters/', ['^src/core/']),
    layer('the-simulated-cluster-knows-json-only', '^src/simulated-kubernetes/', ['^src/core/json\\.ts$']),
    {
      name: 'providers-know-the-core-and-adapters',
      comment: 'A provider knows the core, the adapters, what clouds share and itself, never a sibling.',
      severity: 'error',
      from: { path: '^src/providers/([^/]+)/' },
      to: {
        path: '^src/',
        pathNot: ['^src/core/', '^src/adapters/', '^src/providers/(cloud|$1)/', '^src/simulated-kubernetes/'],
      },
    },
    {
      name: 'only-mock-runs-a-simulated-cluster',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(simulated-kubernetes|providers/mock)/' },
      to: { path: '^src/simulated-kubernetes/' },
    },
    ...rooms('core', [
      '',
      'options',
      'state',
      'contract',
      'secrets',
      'injection',
      'token',
      'outstanding',
      'operations',
    ]),
    ...rooms('engine', ['client', 'process', 'records', 'options', 'operations']),
    ...rooms('cli', [
      'output',
      'records',
      'context',
      'kubeconfig',
      'operations',
      'typed-options',
      'completion',
      'commands',
      '',
    ]),
    ...rooms('server', ['calls', 'connections', 'health', '']),
    ...rooms('adapters', ['', 'network', 'kubernetes', 'commands', 'logging', 'rancher']),
    ...rooms('providers/gke', ['options', 'google', 'plan', 'validation', 'converge', 'doctor', '']),
    ...rooms('providers/kind', ['options', 'tools', 'cluster', 'etcd', 'converge', '']),
    ...rooms('providers/mock', ['options', 'control-plane', 'converge', '']),
    ...rooms('simulated-kubernetes', [
      'spec',
      'objects',
      'requests',
      'access',
      'discovery',
      'controllers',
      'resources',
      'server',
      '',
    ]),
    {
      name: 'core-knows-no-wire-and-no-client',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { path: 'node_modules', pathNot: 'node_modules/(tsyringe|reflect-metadata)' },
    },
    {
      name: 'heavy-clients-are-loaded-late',
      comment: 'Start-up is paid at every operation of Rancher.',
      severity: 'error',
      from: {
        path: '^src/(main|program|composition|core|server|wire|adapters/(network|commands|logging)|providers/(gke|cloud|kind))',
      },
      to: {
        path: 'node_modules/(@kubernetes|@googleapis|google-auth-library|@peculiar|jose|execa|yaml|commander)',
        dependencyTypesNot: ['type-only'],
        dynamic: false,
      },
    },
    {
      name: 'the-kubernetes-client-is-loaded-late',
      comment: 'These two bring all of it with them.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/adapters/kubernetes/client-node-kubernetes-api' },
      to: {
        path: '^src/adapters/kubernetes/(client-node-kubernetes-api|kubernetes-transport)',
        dependencyTypesNot: ['type-only'],
        dynamic: false,
      },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', '^src/(main|provider-kit)\\.ts$'] },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
