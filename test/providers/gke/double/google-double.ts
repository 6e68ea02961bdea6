import { AccessTokens } from './auth/access-tokens.ts';
import { Federation } from './auth/federation.ts';
import { metadataService } from './auth/metadata-service.ts';
import { ServiceAccounts } from './auth/service-accounts.ts';
import { tokenService } from './auth/token-service.ts';
import { computeService } from './compute/compute-service.ts';
import { ComputeState } from './compute/compute-state.ts';
import { containerService } from './container/container-service.ts';
import { ContainerState } from './container/container-state.ts';
import { nobodysBackend } from './container/nobodys-backend.ts';
import { Operations } from './container/operations.ts';
import type { DoubleSettings } from './double-settings.ts';
import { FaultPlan } from './faults/fault-plan.ts';
import { changeWorld } from './faults/fault-world.ts';
import { listen } from './http/listen.ts';
import { RequestPipeline } from './http/request-pipeline.ts';
import { projectService } from './projects/project-services.ts';
import { GoogleDouble } from './running-double.ts';
import { usualWorld, type World } from './world.ts';

export type { DoubleSettings } from './double-settings.ts';
export type { Fault } from './faults/fault.ts';
export type { GoogleDouble } from './running-double.ts';

const publicAudience = 'https://oauth2.googleapis.com/token';

/** Starts a double of Google's cloud on a free port of this machine. */
export async function startGoogleDouble(settings: DoubleSettings = {}): Promise<GoogleDouble> {
  const world: World = { ...usualWorld, ...settings.world };
  const nowMs = settings.now ?? (() => Date.now());
  const hooks = settings.hooks ?? {};
  const server = await listen(settings.tls, settings.host);
  const { url } = server;

  const accounts = new ServiceAccounts(world.project, `${url}/token`);
  const federation = new Federation(world.projectNumber);
  const tokens = new AccessTokens(nowMs, settings.tokenLifetimeS ?? 3599);
  const operations = new Operations({ timing: settings.operations ?? { polls: 2 }, now: nowMs, baseUrl: url });
  const view = { baseUrl: url, deprecated: settings.answerDeprecated ?? false };
  const state = new ContainerState(operations, world, settings.clusterBackend ?? nobodysBackend, view);
  const compute = new ComputeState(world.project);
  const plan = new FaultPlan(settings.faults ?? []);
  const audiences = [`${url}/token`, publicAudience];
  const pipeline = new RequestPipeline({
    services: [
      tokenService({ accounts, federation, tokens, audiences, nowMs }),
      metadataService(tokens, {
        project: world.project,
        projectNumber: world.projectNumber,
        account: accounts.emailOf('machine'),
        zone: 'us-central1-a',
      }),
      projectService(world),
      computeService({ state, compute, pageSize: settings.pageSize ?? 500 }),
      containerService(state),
    ],
    world,
    tokens,
    plan,
    hooks,
    changeWorld: (action, path, body) => changeWorld(action, path, body, { state, tokens, accounts }),
  });

  const endpoints = { root: url, token: `${url}/token`, metadataHost: new URL(url).host };
  const parts = { endpoints, hooks, state, compute, pipeline, plan, accounts, federation, tokens, close: server.close };
  const double = new GoogleDouble(parts);
  try {
    for (const cluster of settings.clusters ?? []) await double.seed(cluster);
  } catch (thrown) {
    await server.close();
    throw thrown;
  }
  server.answer((request, response) => pipeline.handle(request, response));
  return double;
}
