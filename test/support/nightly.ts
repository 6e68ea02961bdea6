/** Whether `npm run test:nightly` runs the tests: then nothing is left out or shortened to save time. */
export const isNightly = process.env.NIGHTLY === 'true';

/** All of it by night, and else `count` of it, spread evenly from the first to the last. */
export function spreadSample<T>(all: readonly T[], count: number): readonly T[] {
  if (isNightly || all.length <= count) return all;
  return Array.from({ length: count }, (_, index) => Math.round((index * (all.length - 1)) / (count - 1))).flatMap(
    (at) => all.slice(at, at + 1),
  );
}
