import { createHash } from 'node:crypto';
import type { AuthClient } from 'google-auth-library';
import type { Log } from '../../../core/log.js';
import { cloudError } from '../../cloud/cloud-failure.js';
import { trustedAuthorities } from '../../../adapters/network/ca-certificates.js';
import { OutboundAgents } from '../../../adapters/network/outbound-agents.js';
import type { ProxyEnvironment } from '../../../adapters/network/proxy-setting.js';
import { type CredentialSource, credentialSource } from './credential-source.js';
import { givenAuthorities } from './given-authorities.js';
import type { GkeOptionValues } from '../options/gke-options.js';
import { openGoogleAuth } from './google-auth.js';

/** A client that adds tokens of one credential to its requests. */
export interface GoogleClient {
  readonly client: AuthClient;
  readonly source: CredentialSource;
}

/**
 * Keeps one client for each credential. The calls of one process share its access tokens and connections; another
 * credential never gets them. Idle connections do not keep the process alive.
 */
export class GoogleClients {
  private readonly opened = new Map<string, Promise<GoogleClient>>();

  constructor(
    private readonly environment: ProxyEnvironment,
    private readonly log: Log,
  ) {}

  /** @throws what `credentialSource` throws; UNAUTHENTICATED where there is no credential at all */
  async open(options: GkeOptionValues): Promise<GoogleClient> {
    const source = await credentialSource(options, this.environment);
    const identity = JSON.stringify([source, options.caCertificate ?? '']);
    const key = createHash('sha256').update(identity).digest('hex');
    const opened = this.opened.get(key) ?? this.make(source, options.caCertificate);
    this.opened.set(key, opened);
    opened.catch(() => this.opened.delete(key));
    return opened;
  }

  private async make(source: CredentialSource, caCertificate: string | undefined): Promise<GoogleClient> {
    const { ca, problems } = await trustedAuthorities(givenAuthorities(caCertificate));
    for (const problem of problems) this.log.warn(problem);
    const agents = new OutboundAgents(ca, this.environment);
    try {
      return { source, client: await openGoogleAuth(source, { agent: (url: URL) => agents.for(url) }) };
    } catch (cause) {
      const why = 'this machine has no identity that Google knows';
      const whatToDo = 'give credential or gke-credential-path';
      throw cloudError('find the application default credentials', { kind: 'unauthenticated', why, whatToDo, cause });
    }
  }
}
