import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AccessTokens } from '../auth/access-tokens.ts';
import type { OperationShape } from '../container/operation-shape.ts';
import type { FaultAction } from '../faults/fault.ts';
import { faultError, permissionDenied, serviceDisabled } from '../faults/fault-errors.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { Problem } from '../validation/problem.ts';
import type { World } from '../world.ts';
import type { Answer, Endpoint, Service } from './endpoint.ts';
import { GoogleError } from './google-error.ts';
import { readBody } from './request-body.ts';
import type { LoggedRequest, Violation } from './request-log.ts';
import { send, sendError, sendHtml } from './send-answer.ts';

/** `drop` resets the connection: before, nothing is done then; after, the answer is lost. */
type Verdict = 'drop' | undefined;

/** What a test wants to do around each request, which waits until it has been done. */
export interface RequestHooks {
  /** The request has come in and nothing has been done. A test that ends the client here drops the request as well. */
  before?: (request: LoggedRequest) => Verdict | Promise<Verdict>;
  /** Everything has been done and nothing has been answered. */
  after?: (request: LoggedRequest) => Verdict | Promise<Verdict>;
}

/** What the pipeline works with. */
export interface DeskParts {
  readonly services: readonly Service[];
  readonly world: World;
  readonly tokens: AccessTokens;
  readonly plan: FaultPlan;
  readonly hooks: RequestHooks;
  /** Lets a fault change the world before the request is dealt with. */
  readonly changeWorld: (action: FaultAction, path: string, body: unknown) => Promise<void>;
}

/** Takes every request through the same steps: log, faults, credentials, the API's method, answer. */
export class RequestPipeline {
  readonly requests: LoggedRequest[] = [];
  readonly violations: Violation[] = [];
  /** Where the double itself went wrong. */
  readonly bugs: unknown[] = [];
  private readonly parts: DeskParts;
  private arrived = 0;

  constructor(parts: DeskParts) {
    this.parts = parts;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://double');
    const method = request.method ?? 'GET';
    const endpoint = this.find(method, url.pathname);
    const entry: LoggedRequest = {
      index: this.arrived++,
      method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      rpc: endpoint.rpc,
      kind: endpoint.kind,
      faults: [],
    };
    this.requests.push(entry);
    try {
      await this.serve(request, response, endpoint, entry, url.searchParams);
    } catch (thrown) {
      this.bugs.push(thrown);
      entry.outcome = 500;
      sendHtml(response, 500, `This is a bug of the double: ${String(thrown)}`);
    }
  }

  private async serve(
    request: IncomingMessage,
    response: ServerResponse,
    endpoint: Endpoint,
    entry: LoggedRequest,
    query: URLSearchParams,
  ): Promise<void> {
    if (!(await this.read(request, response, entry))) return;
    const dropped = (await this.parts.hooks.before?.(entry)) === 'drop';
    const actions = this.parts.plan.meet(entry.rpc, entry.method, entry.path);
    entry.faults.push(...actions.map(({ kind }) => kind));
    for (const action of actions) await this.parts.changeWorld(action, entry.path, entry.body);
    const has = (kind: FaultAction['kind']) => actions.some((action) => action.kind === kind);

    if (has('hang')) {
      entry.outcome = 'hang';
    } else if (dropped || has('reset')) {
      entry.outcome = 'reset';
      request.socket.resetAndDestroy();
    } else if (has('bad-gateway')) {
      entry.outcome = 502;
      sendHtml(response, 502, 'Bad Gateway');
    } else {
      const answer = await this.answerOrError(endpoint, entry, query, request.headers, actions);
      const lost = (await this.parts.hooks.after?.(entry)) === 'drop' || has('lost-answer');
      if (lost) {
        entry.outcome = 'lost-answer';
        request.socket.destroy();
      } else if (answer instanceof GoogleError) sendError(response, answer);
      else send(response, answer);
    }
  }

  /** Whether there is a request to be answered: it has arrived whole, and its body can be read. */
  private async read(request: IncomingMessage, response: ServerResponse, entry: LoggedRequest): Promise<boolean> {
    try {
      entry.body = await readBody(request);
      return true;
    } catch (thrown) {
      if (!isSyntaxError(thrown)) {
        entry.outcome = 'client-gone';
        return false;
      }
      const error = new GoogleError('INVALID_ARGUMENT', 'Invalid JSON payload received. Unexpected token.');
      this.violate(entry, { kind: 'type', field: '', message: error.message });
      entry.outcome = error.httpStatus;
      sendError(response, error);
      return false;
    }
  }

  private async answerOrError(
    endpoint: Endpoint,
    entry: LoggedRequest,
    query: URLSearchParams,
    headers: IncomingMessage['headers'],
    actions: readonly FaultAction[],
  ): Promise<Answer | GoogleError> {
    try {
      const answer = await this.answer(endpoint, entry, query, headers, actions);
      entry.outcome = answer.status ?? 200;
      entry.answer = answer.body;
      if (answer.operation !== undefined) entry.operation = answer.operation;
      return answer;
    } catch (thrown) {
      if (!(thrown instanceof GoogleError)) throw thrown;
      entry.outcome = thrown.httpStatus;
      entry.answer = thrown.toJson();
      return thrown;
    }
  }

  private async answer(
    endpoint: Endpoint,
    entry: LoggedRequest,
    query: URLSearchParams,
    headers: IncomingMessage['headers'],
    actions: readonly FaultAction[],
  ): Promise<Answer> {
    const { world, tokens } = this.parts;
    const { method, path, body } = entry;
    if (endpoint.open !== true) entry.account = tokens.authenticate(headers.authorization);
    for (const action of actions) {
      const error = faultError(action, endpoint.permission?.name ?? 'the permission', world.project);
      if (error !== undefined) throw error;
    }
    this.admit(endpoint);
    const violate = (problem: Problem) => {
      this.violate(entry, problem);
    };
    const account = entry.account ?? '';
    return endpoint.answer({ method, path, query, headers, body, account, shape: shapeOf(actions), violate });
  }

  private violate({ index, rpc }: LoggedRequest, problem: Problem): void {
    this.violations.push({ ...problem, request: index, rpc });
  }

  private admit({ service, permission }: Endpoint): void {
    const { world } = this.parts;
    if (service !== undefined && world.disabledServices.includes(service)) {
      throw serviceDisabled(service, world.projectNumber);
    }
    if (permission === undefined) return;
    const project = permission.on.replace(/^projects\//, '');
    const foreign = project !== world.project && project !== world.projectNumber;
    if (foreign || world.deniedPermissions.includes(permission.name)) throw permissionDenied(permission.name, project);
  }

  private find(method: string, path: string): Endpoint {
    for (const service of this.parts.services) {
      const endpoint = service(method, path);
      if (endpoint !== undefined) return endpoint;
    }
    return {
      rpc: 'unknown',
      kind: method === 'GET' ? 'reading' : 'writing',
      open: true,
      answer: ({ violate }) => {
        const message = `${method} ${path} reaches no method of any API that the double plays.`;
        violate({ kind: 'unknown', field: '', message });
        throw new GoogleError('NOT_FOUND', message);
      },
    };
  }
}

function shapeOf(actions: readonly FaultAction[]): OperationShape {
  const shape: { -readonly [Key in keyof OperationShape]: OperationShape[Key] } = {};
  for (const action of actions) {
    if (action.kind === 'slow') shape.polls = action.polls;
    if (action.kind === 'stuck') shape.stuck = true;
    if (action.kind === 'operation-error') shape.error = action;
  }
  return shape;
}

/** By name, since Jest's own realm has a SyntaxError of its own. */
function isSyntaxError(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'SyntaxError';
}
