/** Which layer may know which: main -> composition -> everything; cli -> engine -> wire -> core; server -> wire -> core <- providers. */
const only = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^src/', pathNot: [from, ...to] },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    only('core-knows-nobody', '^src/core/', []),
    only('wire-knows-the-core', '^src/wire/', ['^src/core/']),
    only('server-knows-wire-and-core', '^src/server/', ['^src/core/', '^src/wire/']),
    only('engine-knows-wire-and-core', '^src/engine/', ['^src/core/', '^src/wire/']),
    only('cli-knows-engine-manifest-and-core', '^src/cli/', ['^src/core/', '^src/engine/', '^src/manifest/']),
    only('manifest-knows-the-core', '^src/manifest/', ['^src/core/']),
    only('logging-knows-the-core', '^src/logging/', ['^src/core/']),
    only('common-adapters-know-the-core', '^src/providers/common/', ['^src/core/']),
    {
      name: 'providers-know-the-core-and-common-adapters',
      comment:
        'A provider knows the core, what providers share (common, and cloud for clouds) and itself, never a sibling.',
      severity: 'error',
      from: { path: '^src/providers/([^/]+)/' },
      to: { path: '^src/', pathNot: ['^src/core/', '^src/providers/(common|cloud)/', '^src/providers/$1/'] },
    },
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
      from: { path: '^src/(main|composition|core|server|wire|logging|providers/(gke|cloud|kind))' },
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
      from: { path: '^src/', pathNot: '^src/providers/common/client-node-kubernetes-api' },
      to: {
        path: '^src/providers/common/(client-node-kubernetes-api|kubernetes-transport)',
        dependencyTypesNot: ['type-only'],
        dynamic: false,
      },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
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
