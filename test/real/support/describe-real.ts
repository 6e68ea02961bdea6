import { describe, it } from '@jest/globals';

/** Why a kind of suite cannot run here, as `run.ts` found out; undefined where it can. */
export function whySkipped(what: 'kind' | 'apiserver'): string | undefined {
  const variable = what === 'kind' ? 'REAL_KIND_SKIPPED' : 'REAL_APISERVER_SKIPPED';
  if (what === 'kind' && process.env.REAL_BIN === undefined) {
    return process.env[variable] ?? 'no engine was started; run this with "npm run test:real"';
  }
  return process.env[variable];
}

/** A suite on real parts. Where they cannot be had, it is skipped with its reason; in CI it fails. */
export function describeReal(what: 'kind' | 'apiserver', title: string, suite: () => void): void {
  const reason = whySkipped(what);
  if (reason === undefined) {
    describe(title, suite);
  } else if (process.env.CI === 'true') {
    describe(title, () => {
      it('has what it needs', () => {
        throw new Error(reason);
      });
    });
  } else {
    describe(title, () => {
      it.skip(`skipped: ${reason}`, () => undefined);
    });
  }
}
