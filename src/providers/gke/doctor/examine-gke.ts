import type { Check, DoctorContext } from '../../../core/contract/doctor.js';
import { examine, failed, ok } from './examine.js';
import type { ProxyEnvironment } from '../../../adapters/network/proxy-setting.js';
import { examineConnection } from './examine-connection.js';
import { examineOffer } from './examine-offer.js';
import { examinePermissions } from './examine-permissions.js';
import { examineQuota } from './examine-quota.js';
import { GkeCatalogue } from '../google/gke-catalogue.js';
import type { GkeOptions } from '../options/gke-options.js';
import { type GoogleCloud, openGoogleCloud } from '../google/google-cloud.js';
import type { SessionSettings } from '../google/google-session.js';

/**
 * Checks everything that a create needs, without creating anything. It makes the requests that a create makes, so it
 * gets the same answers.
 */
export async function examineGke(
  context: DoctorContext<GkeOptions>,
  settings: SessionSettings,
  environment: ProxyEnvironment,
): Promise<readonly Check[]> {
  const checks: Check[] = [...(await examineConnection(context.options, environment))];
  try {
    const cloud = await openGoogleCloud(context.name, context.options, undefined, settings);
    const credentials = await examine('credentials', async () => {
      await cloud.session.accessToken();
      return ok('credentials', `Google gives an access token${accountOf(cloud)}`);
    });
    checks.push(...credentials);
    if (credentials.some(({ result }) => result === 'failed')) return checks;
    const catalogue = new GkeCatalogue(settings.running.clock);
    checks.push(...(await examine('permissions', () => examinePermissions(cloud, context.options))));
    checks.push(...(await examine('offer', () => examineOffer(context, cloud, catalogue))));
    checks.push(...(await examine('quota', () => examineQuota(context.options, cloud, catalogue))));
  } catch (thrown) {
    settings.running.signal.throwIfAborted();
    checks.push(failed('credentials', thrown));
  }
  return checks;
}

function accountOf({ session: { source } }: GoogleCloud): string {
  return source.kind === 'key' ? ` to ${source.key.email}` : '';
}
