import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What one request of a stranger's code came to. */
export interface Outcome {
  readonly status?: number;
  /** The message of the error and of its causes. */
  readonly error?: string;
}

/** What a process of a stranger's adapter does. */
export interface Errand {
  readonly environment: Readonly<Record<string, string>>;
  /** Files with authorities, in the place of Rancher's. */
  readonly caFiles?: readonly string[];
  /** What is asked for, and with what: Node's `fetch` or its default agents. */
  readonly ask?: readonly (readonly [client: 'fetch' | 'request', url: string])[];
  /** Loads the Kubernetes client first, as the host does for the first cluster that it opens. */
  readonly afterKubernetes?: boolean;
}

const lib = new URL('../../../../lib/adapters/', import.meta.url).href;

const program = `
  import http from 'node:http';
  import https from 'node:https';
  const { caFiles = [], ask = [], afterKubernetes } = JSON.parse(process.argv[1]);
  const { useMachineNetwork } = await import('${lib}network/machine-network.js');
  const warnings = [];
  await useMachineNetwork({ warn: (message) => warnings.push(message) }, caFiles);
  if (afterKubernetes) await import('${lib}kubernetes/client-node-kubernetes-api.js');
  const clients = {
    fetch: async (url) => (await fetch(url)).status,
    request: (url) =>
      new Promise((resolve, reject) => {
        const { get } = url.startsWith('https:') ? https : http;
        get(url, (answer) => resolve(answer.resume().statusCode)).on('error', reject);
      }),
  };
  const story = (error) => (error === undefined ? [] : [error.message, ...story(error.cause)]);
  const outcomes = [];
  for (const [client, url] of ask) {
    outcomes.push(await clients[client](url).then((status) => ({ status }), (error) => ({ error: story(error).join(': ') })));
  }
  console.log(JSON.stringify({ warnings, outcomes }));
  process.exit();
`;

/** Runs the code of a stranger's adapter as the host would: in a process of its own, on the machine's network. */
export async function runStranger({ environment, ...errand }: Errand): Promise<{
  readonly warnings: readonly string[];
  readonly outcomes: readonly Outcome[];
}> {
  const args = ['--input-type=module', '--no-warnings', '-e', program, JSON.stringify(errand)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...environment } });
  return JSON.parse(stdout) as Awaited<ReturnType<typeof runStranger>>;
}
