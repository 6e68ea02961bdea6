import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { ApiError } from '../objects/api-error.js';
import type { ServiceAccountTokens } from './service-account-tokens.js';
import { type User, anonymous } from './user.js';

/**
 * Returns the caller: the subject of a client certificate of our CA (CN is the name, each O a group), or else the service
 * account of a bearer token, or else the anonymous user.
 * @throws ApiError 401 for a token that is not valid
 */
export async function authenticate(
  request: IncomingMessage,
  tokens: Pick<ServiceAccountTokens, 'verify'>,
): Promise<User> {
  const byCertificate = certificateUser(request);
  if (byCertificate !== undefined) return byCertificate;
  const [, token] = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (token === undefined) return anonymous;
  const user = await tokens.verify(token);
  if (user === undefined) throw new ApiError(401, 'Unauthorized', 'Unauthorized');
  return user;
}

function certificateUser({ socket }: IncomingMessage): User | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  const { subject } = socket.getPeerCertificate();
  const [name] = [subject.CN ?? []].flat();
  if (name === undefined) return undefined;
  return { name, groups: [...[subject.O ?? []].flat(), 'system:authenticated'] };
}
