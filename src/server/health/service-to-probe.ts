import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { DriverError, messageOf } from '../../core/driver-error.js';
import { addressText } from '../connections/listen.js';

/** How to reach the driver to ask. */
export interface ServiceToProbe {
  /** `127.0.0.1:9000` */
  readonly target: string;
  /** PEM files; plaintext where none is given. */
  readonly tlsCa: string | undefined;
  readonly tlsCert: string | undefined;
  readonly tlsKey: string | undefined;
  /** The name in the driver's certificate, where it is not the address. */
  readonly serverName: string | undefined;
  /** Whether the driver's certificate may have any name. */
  readonly anyName: boolean;
}

const text = { type: 'string' } as const;

/**
 * Reads the arguments after `--health`. Without any, the driver is this container's first process, and the command line
 * of that process says how to reach it. `commandLine` is the kernel's file with that command line, `program` the file
 * of the driver's program.
 * @throws INVALID where the first process runs another program
 */
export async function serviceToProbe(
  argv: readonly string[],
  commandLine = '/proc/1/cmdline',
  program = process.execPath,
): Promise<ServiceToProbe> {
  const options = { 'tls-ca': text, 'tls-cert': text, 'tls-key': text, 'server-name': text };
  const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
  const [target] = positionals;
  if (target === undefined && argv.length === 0)
    return serviceOfFirstProcess(await wordsOf(commandLine), basename(program));
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
 * Returns how to reach a driver from within its own container. The probe presents the driver's own certificate, and
 * trusts the authority that the driver trusts.
 */
function serviceOfFirstProcess(words: readonly string[], driver: string): ServiceToProbe {
  // A container's init, such as that of "docker run --init", has the driver's command line behind "--".
  const [program = '', ...args] = words.slice(words.indexOf('--') + 1);
  const tls = { 'tls-cert': text, 'tls-key': text, 'tls-client-ca': text };
  const options = { address: text, provider: text, 'log-level': text, ...tls };
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: false });
  const port = positionals.find((word) => /^[1-9]\d*$/.test(word));
  if (port === undefined || basename(program) !== driver) {
    const why = `the first process here, ${JSON.stringify(program)}, is no driver that was started with a port`;
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

/** A driver that listens on every address is reached on the loopback address. */
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
    const why = `the command line of the driver cannot be read: ${messageOf(cause)}`;
    throw new DriverError('INVALID', {
      why,
      whatToDo: 'give its address, as in "driver --health 127.0.0.1:9000"',
      cause,
    });
  }
}
