import { mkdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isClaimed, isSameClaim, takeClaim } from '../../../../src/providers/mock/control-plane/control-plane-claim.js';
import { TemporaryDirectory } from '../../support/temporary-directory.js';

describe('the claim of a directory', () => {
  it('goes to one of many', async () => {
    await using place = await TemporaryDirectory.make();
    const claims = await Promise.all(Array.from({ length: 10 }, () => takeClaim(place.path)));
    const taken = claims.filter((claim) => claim !== undefined);
    expect(taken).toHaveLength(1);
    expect(await isClaimed(place.path)).toBe(true);
    taken[0]?.close();
    expect(await isClaimed(place.path)).toBe(false);
  });

  it('cannot be taken where there is no directory', async () => {
    await using place = await TemporaryDirectory.make();
    expect(await takeClaim(join(place.path, 'nowhere'))).toBeUndefined();
    expect(await isClaimed(join(place.path, 'nowhere'))).toBe(false);
  });

  it('is about one directory, not about its path', async () => {
    await using place = await TemporaryDirectory.make();
    const path = join(place.path, 'demo');
    await mkdir(path);
    const claim = await takeClaim(path);
    if (claim === undefined) throw new Error('nobody else wanted it');
    expect(await isSameClaim(path, claim)).toBe(true);
    await rmdir(path);
    await mkdir(join(place.path, 'takes-the-old-inode'));
    await mkdir(path);
    expect(await isSameClaim(path, claim)).toBe(false);
    claim.close();
  });
});
