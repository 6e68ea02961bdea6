import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CallerTls } from './driver-client.js';

const script = fileURLToPath(new URL('../../container/make-certificates.sh', import.meta.url));

/** Certificates as the documentation has them made, readable by whoever the driver runs as. Gone with their scope. */
export class TlsDirectory implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'driver-tls-'));

  /** The driver is called by `names` besides `cluster-driver`. */
  constructor(private readonly names: readonly string[] = []) {
    chmodSync(this.path, 0o755);
    this.renew();
  }

  /** Makes all of them anew, the authority too. */
  renew(): void {
    execFileSync(script, [this.path, ...this.names]);
    for (const file of ['tls.key', 'client.key']) chmodSync(join(this.path, file), 0o644);
  }

  /** The flags to serve with, where the files are seen in `directory`. */
  flags(directory = this.path): readonly string[] {
    const files = { '--tls-cert': 'tls.crt', '--tls-key': 'tls.key', '--tls-client-ca': 'ca.crt' };
    return Object.entries(files).map(([flag, file]) => `${flag}=${directory}/${file}`);
  }

  /** Somebody who may call. */
  caller(serverName = 'cluster-driver'): CallerTls {
    return { ...this.nobody(serverName), certificate: this.read('client.crt'), key: this.read('client.key') };
  }

  /** Somebody who knows the server, and has nothing to show. */
  nobody(serverName = 'cluster-driver'): CallerTls {
    return { authority: this.read('ca.crt'), serverName };
  }

  read(file: string): string {
    return readFileSync(join(this.path, file), 'utf8');
  }

  write(file: string, content: string): void {
    writeFileSync(join(this.path, file), content);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
