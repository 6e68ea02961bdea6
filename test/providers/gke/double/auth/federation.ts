import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../json.ts';
import { GrantRefused } from './verify-assertion.ts';

/** The configuration file of an identity from outside of Google's cloud; it holds nothing secret. */
export interface ExternalAccountFile {
  readonly type: 'external_account';
  readonly audience: string;
  readonly subject_token_type: string;
  readonly token_url: string;
  readonly universe_domain: string;
  readonly credential_source: { readonly file: string };
}

const grantType = 'urn:ietf:params:oauth:grant-type:token-exchange';
const subjectTokenType = 'urn:ietf:params:oauth:token-type:jwt';

/** Workload identity federation: a token of somebody else's is exchanged for one of Google's. */
export class Federation {
  readonly subjectToken = `subject.${randomBytes(16).toString('base64url')}`;
  readonly audience: string;

  constructor(projectNumber: string) {
    const pool = `projects/${projectNumber}/locations/global/workloadIdentityPools/pool`;
    this.audience = `//iam.googleapis.com/${pool}/providers/rancher`;
  }

  /** The account that such a token speaks for. */
  get principal(): string {
    return `principal:${this.audience.replace(/\/providers\/.*$/, '')}/subject/rancher`;
  }

  /** The configuration of a workload that finds its token in a file. */
  configuration(tokenUrl: string, tokenFile: string): ExternalAccountFile {
    return {
      type: 'external_account',
      audience: this.audience,
      subject_token_type: subjectTokenType,
      token_url: tokenUrl,
      universe_domain: 'googleapis.com',
      credential_source: { file: tokenFile },
    };
  }

  /** @throws GrantRefused where the exchange is not for this pool, or not with the token that it trusts */
  check(form: JsonObject): void {
    if (form.grant_type !== grantType) throw new GrantRefused('unsupported_grant_type', 'Invalid grant_type.');
    if (form.audience !== this.audience) throw new GrantRefused('invalid_target', 'The target service does not exist.');
    if (form.subject_token_type !== subjectTokenType || form.subject_token !== this.subjectToken) {
      throw new GrantRefused('invalid_grant', 'The given credential is rejected by the attribute condition.');
    }
  }
}
