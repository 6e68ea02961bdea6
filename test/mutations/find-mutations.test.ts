import { describe, expect, it } from '@jest/globals';
import { findMutations } from '../../scripts/mutations/find-mutations.js';
import { describeMutation, mutated } from '../../scripts/mutations/mutation.js';
import { shuffle } from '../../scripts/mutations/shuffle.js';

/** The texts that a text may be mutated to. */
function variants(text: string): readonly string[] {
  return findMutations('demo.ts', text).map((mutation) => mutated(text, mutation));
}

describe('the mutations of a file', () => {
  it.each([
    { text: 'a < b;', after: ['a <= b;'], because: 'an operator has its like' },
    { text: 'a && b;', after: ['a || b;'], because: 'so has "and"' },
    { text: 'a ?? b;', after: ['a;', 'b;'], because: 'one of two may never be needed' },
    { text: 'a ? b : c;', after: ['!(a) ? b : c;', 'false ? b : c;'], because: 'a condition may be any' },
    { text: 'for (; a; ) b;', after: ['for (; false; ) b;'], because: 'a loop may never run' },
    { text: 'say(a);', after: [';'], because: 'a call may not matter' },
    { text: 'const it = true;', after: ['const it = false;'], because: 'on may be off' },
    {
      text: 'const it = 9 + 64n;',
      after: ['const it = 9 - 64n;', 'const it = 10 + 64n;', 'const it = 9 + 128n;'],
      because: 'a limit may be another one',
    },
    { text: "const it = 'a';", after: ["const it = '';"], because: 'a text may be empty' },
    {
      text: 'const it = /^a$/u;',
      after: ['const it = /a$/u;', 'const it = /^a/u;'],
      because: 'a pattern may be looser',
    },
    { text: 'const it = [a];', after: ['const it = [];'], because: 'a list may be empty' },
    { text: 'const it = a.filter(b);', after: ['const it = a;'], because: 'nothing may need to be left out' },
    { text: 'const it = a.some(b);', after: ['const it = a.every(b);'], because: 'some may be all' },
    { text: 'const it = a.toString();', after: [], because: 'no other method is its like' },
    { text: 'function go() { return a; }', after: ['function go() {}'], because: 'work may not be needed' },
    { text: "import { a } from 'b'; type C = 'd';", after: [], because: 'modules and types are no values' },
  ])('of $text are $after, because $because', ({ text, after }) => {
    expect(variants(text)).toEqual(after);
  });

  it('say where they are and what they change', () => {
    const [mutation] = findMutations('src/demo.ts', '\nif (a) b = 1;');
    expect(mutation && describeMutation(mutation)).toBe('src/demo.ts:2: "a" becomes "!(a)"');
  });
});

describe('the order in which they are tried', () => {
  const all = Array.from({ length: 50 }, (_, index) => index);

  it('is the same for a seed, and another for another', () => {
    expect(shuffle(all, 7)).toEqual(shuffle(all, 7));
    expect(shuffle(all, 7)).not.toEqual(shuffle(all, 8));
    expect([...shuffle(all, 7)].sort((one, other) => one - other)).toEqual(all);
  });
});
