import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { DriverError, messageOf } from '../../core/driver-error.js';
import { addressText } from '../connections/listen.js';

/** How to reach a driver that may serve. */
export interface ServiceToProbe {
  /** `127.0.0.1:9000` */
  readonly target: string;
  /** Files of PEM; plaintext where none is given. */
  readonly tlsCa: string | undefined;
  readonly tlsCert: string | undefined;
  readonly tlsKey: string | undefined;
  /** What the certificate has to be for, where that is not the address. */
  readonly serverName: string | undefined;
  /** The certificate may be for whatever name. */
  readonly anyName: boolean;
}

const text = { type: 'string' } as const;

/**
 * What was typed after `--health`; where nothing was, the driver that is this container's first process, as it was started.
 * `commandLine` is where the kernel tells that, `program` the file that the driver is run by.
 * @throws INVALID where the first process is another
 */
export async function serviceToProbe(
  argv: readonly string[],
  commandLine = '/proc/1/cmdline',
  program = process.execPath,
): Promise<ServiceToProbe> {
  const options = { 'tls-ca': text, 'tls-cert': text, 'tls-key': text, 'server-name': text };
  const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
  const [target] = positionals;
  if (target === undefined && argv.length === 0) return startedBy(await wordsOf(commandLine), basename(program));
  return {
    target: target ?? '127.0.0.1:9000',
    tlsCa: values['tls-ca'],
    tlsCert: values['tls-cert'],
    tlsKey: values['tls-key'],
    serverName: values['server-name'],
    anyName: false,
  };
}

/**
 * How to reach a driver from within its container. It is shown its own certificate, and asked for one of the authority whose
 * clients it answers.
 */
function startedBy(words: readonly string[], driver: string): ServiceToProbe {
  // A container's init, such as that of "docker run --init", has the driver's command line behind "--".
  const [program = '', ...args] = words.slice(words.indexOf('--') + 1);
  const tls = { 'tls-cert': text, 'tls-key': text, 'tls-client-ca': text };
  const options = { address: text, provider: text, 'log-level': text, ...tls };
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: false });
  const port = positionals.find((word) => /^[1-9]\d*$/.test(word));
  if (port === undefined || basename(program) !== driver) {
    const why = `the first process here, ${JSON.stringify(program)}, is no driver with a port of its own`;
    throw new DriverError('INVALID', { why, whatToDo: 'give an address, as in "driver --health 127.0.0.1:9000"' });
  }
  return {
    target: addressText({ host: reachable(wordIn(values.address)), port: Number(port) }),
    tlsCa: wordIn(values['tls-client-ca']),
    tlsCert: wordIn(values['tls-cert']),
    tlsKey: wordIn(values['tls-key']),
    serverName: undefined,
    anyName: true,
  };
}

/** Who listens on every address is reached on this machine's own. */
function reachable(address: string | undefined): string {
  if (address === undefined || address === '0.0.0.0') return '127.0.0.1';
  return address === '::' ? '::1' : address;
}

function wordIn(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

async function wordsOf(path: string): Promise<readonly string[]> {
  try {
    return (await readFile(path, 'utf8')).split('\0').slice(0, -1);
  } catch (cause) {
    const why = `how the driver was started cannot be read: ${messageOf(cause)}`;
    throw new DriverError('INVALID', {
      why,
      whatToDo: 'give its address, as in "driver --health 127.0.0.1:9000"',
      cause,
    });
  }
}
