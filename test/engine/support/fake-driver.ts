/**
 * A driver of somebody else's: a gRPC server in a process of its own that shares no code with ours and answers as its script
 * (a JSON file) says. Started as `node fake-driver.ts SCRIPT PORT`.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  loadPackageDefinition,
  Metadata,
  Server,
  ServerCredentials,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServiceClientConstructor,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import type { FakeDriverAnswer, FakeDriverScript } from './fake-driver-script.ts';

const [scriptPath = '', port = ''] = process.argv.slice(2);
const script = JSON.parse(readFileSync(scriptPath, 'utf8')) as FakeDriverScript;
const starts = script.exitsAtStart ?? [];
const start = starts.length === 0 ? undefined : starts[Math.min(timesStarted(), starts.length - 1)];
note({ start: { port, environment: process.env, directory: process.cwd() } });
for (const line of script.lines ?? []) process.stderr.write(`${line}\n`);
if (start !== undefined && start !== null) {
  process.stderr.write(start.stderr);
  process.exit(start.code);
}
if (script.onSigterm === 'answer') {
  process.on('SIGTERM', () => {
    for (const answer of pending) answer();
  });
}
if (script.onSigterm === 'ignore') process.on('SIGTERM', () => undefined);

const pending: (() => void)[] = [];
const definition = loadSync(fileURLToPath(new URL('../../../proto/driver.proto', import.meta.url)), {
  keepCase: true,
  longs: String,
  defaults: true,
});
const { types } = loadPackageDefinition(definition) as unknown as { types: { Driver: ServiceClientConstructor } };
const server = new Server();
server.addService(
  types.Driver.service,
  Object.fromEntries(
    Object.keys(types.Driver.service).map((method) => [
      method,
      (call: ServerUnaryCall<unknown, object>, callback: sendUnaryData<object>) => {
        const answer = nextAnswer(method);
        note({ call: method, request: call.request });
        respond(answer, callback);
      },
    ]),
  ),
);
setTimeout(() => {
  server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), () => undefined);
}, script.startsAfterMs ?? 0);

function respond(answer: FakeDriverAnswer, callback: sendUnaryData<object>): void {
  if (answer.writes !== undefined) process.stderr.write(answer.writes);
  if (answer.crash !== undefined) process.exit(answer.crash);
  const send = (): void => {
    const trailers = Metadata.fromHttp2Headers(answer.trailers ?? {});
    if (answer.error === undefined) callback(null, answer.reply ?? {}, trailers);
    else callback({ ...answer.error, metadata: trailers });
  };
  if (answer.hangs === true) pending.push(send);
  else send();
}

/** The answers to one method are given in turn, the last one again and again, over all processes of the script. */
function nextAnswer(method: string): FakeDriverAnswer {
  const answers = script.answers[method] ?? [];
  const before = journal().filter((entry) => entry.call === method).length;
  return answers[Math.min(before, answers.length - 1)] ?? {};
}

function timesStarted(): number {
  return journal().filter((entry) => entry.start !== undefined).length;
}

function journal(): readonly { call?: string; start?: unknown }[] {
  if (!existsSync(script.journal)) return [];
  const lines = readFileSync(script.journal, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as { call?: string });
}

function note(entry: object): void {
  appendFileSync(script.journal, `${JSON.stringify({ ...entry, pid: process.pid })}\n`);
}
