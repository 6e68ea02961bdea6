import type { RancherHost } from '../../core/contract/rancher-host.js';

/** Where a Rancher server answers in the container that it runs its drivers in. */
const usualAddresses = ['http://127.0.0.1', 'https://127.0.0.1'];
const usualLimitMs = 2_000;
const longestAnswer = 65_536;

/**
 * The Rancher in whose container this driver runs: it says its version at `/rancherversion` to anybody (ports 80 and 443). Only
 * this machine is asked, so its certificate need not be known, and no redirect is followed.
 */
export function loopbackRancher(addresses = usualAddresses, limitMs = usualLimitMs): RancherHost {
  return {
    version: async () => {
      const answers = await Promise.all(addresses.map((address) => ask(`${address}/rancherversion`, limitMs)));
      return answers.find((version) => version !== undefined);
    },
  };
}

async function ask(url: string, limitMs: number): Promise<string | undefined> {
  const { get } = url.startsWith('https:') ? await import('node:https') : await import('node:http');
  const body = await new Promise<string>((resolve) => {
    const nothing = () => {
      resolve('');
    };
    const request = get(
      url,
      { agent: false, rejectUnauthorized: false, signal: AbortSignal.timeout(limitMs) },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => {
          text += piece;
          if (text.length > longestAnswer) request.destroy();
        });
        response.on('error', nothing);
        response.on('end', () => {
          resolve(response.statusCode === 200 ? text : '');
        });
      },
    );
    request.on('error', nothing);
    request.on('close', nothing);
  });
  return versionIn(body);
}

function versionIn(body: string): string | undefined {
  try {
    const { Version: version } = JSON.parse(body) as { readonly Version?: unknown };
    return typeof version === 'string' && version !== '' && version.length < 100 ? version : undefined;
  } catch {
    return undefined;
  }
}
