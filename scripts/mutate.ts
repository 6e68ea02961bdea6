/**
 * Changes one place of the core or the engine at a time and runs the tests that depend on it, to see whether one of them notices.
 * `npm run test:mutations -- [--count 200] [--seed 1] [--only src/core/json.ts:11] [--jobs 2]`. Ends with the score and
 * what survived; the working tree is not touched.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments } from './mutations/arguments.ts';
import { compilerOf } from './mutations/compiles.ts';
import { CopiedTree, type Outcome } from './mutations/copied-tree.ts';
import { findMutations } from './mutations/find-mutations.ts';
import { describeMutation, type Mutation } from './mutations/mutation.ts';
import { shuffle } from './mutations/shuffle.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** A mutation may make a loop endless, so that time ends the run: in how many times what all the tests take without any. */
const patience = 1.5;

/** The mutations to try: those of the right place, in the seed's order, without what does not compile. */
function* chosen(only: string | undefined, count: number, seed: number): Generator<Mutation> {
  const files = globSync(['src/core/**/*.ts', 'src/engine/**/*.ts'], { cwd: root }).sort();
  const all = files.flatMap((file) => findMutations(file, readFileSync(join(root, file), 'utf8')));
  const wanted = all.filter(({ file, line }) => {
    const place = `${file}:${String(line)}`;
    return only === undefined || place === only || file === only || file.startsWith(`${only.replace(/\/$/, '')}/`);
  });
  console.log(`${String(wanted.length)} mutations are possible, at most ${String(count)} are tried`);
  const compiles = compilerOf(root);
  let taken = 0;
  for (const mutation of shuffle(wanted, seed)) {
    if (taken === count) return;
    if (!compiles(mutation)) continue;
    taken++;
    yield mutation;
  }
}

/** How long the tests take, while nothing is mutated. */
async function measure(tree: CopiedTree, signal: AbortSignal): Promise<number> {
  const begun = performance.now();
  const outcome = await tree.test(signal);
  if (outcome === 'failed') throw new Error('try mutations: the tests fail without any; mend them first');
  return performance.now() - begun;
}

/** Tries one mutation after the other, as long as there are any. */
async function work(tree: CopiedTree, queue: Iterator<Mutation>, limitMs: number, stop: AbortSignal): Promise<void> {
  for (let next = queue.next(); next.done !== true; next = queue.next()) {
    const outcome = await tree.tryOut(next.value, AbortSignal.any([stop, AbortSignal.timeout(limitMs)]));
    if (stop.aborted) return;
    outcomes.set(next.value, outcome);
    console.log(`${String(outcomes.size)} ${words[outcome]}: ${describeMutation(next.value)}`);
  }
}

const words: Readonly<Record<Outcome, string>> = {
  passed: 'survived',
  failed: 'killed',
  'out of time': 'killed by time',
};
const outcomes = new Map<Mutation, Outcome>();
const { count, seed, only, jobs } = readArguments(process.argv.slice(2));
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stop.abort();
  });
}
using trees = new DisposableStack();
const [first, ...others] = Array.from({ length: jobs }, () => trees.use(CopiedTree.make(root)));
if (first !== undefined) {
  const limitMs = Math.ceil(patience * (await measure(first, stop.signal)));
  const queue = chosen(only, count, seed);
  await Promise.all([first, ...others].map((tree) => work(tree, queue, limitMs, stop.signal)));
}
const survivors = [...outcomes].filter(([, outcome]) => outcome === 'passed').map(([mutation]) => mutation);
console.log(`killed ${String(outcomes.size - survivors.length)} of ${String(outcomes.size)}`);
for (const survivor of survivors) console.log(`survived: ${describeMutation(survivor)}`);
