import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { shellWords } from '../../src/cli/shell.ts';

test('words that need no quotes have none', () => {
  expect(shellWords(['overlay', '-o', 'a/b_c.yaml', '--x=m.io:5000/k@1'])).toBe(
    'overlay -o a/b_c.yaml --x=m.io:5000/k@1',
  );
});

test('a comment stays one line, whatever a word holds', () => {
  expect(shellWords(['a\nb', 'c\u0007d', '\u0085\u2028\u2029\ufeff'])).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
});

test('bash reads the words that were given', () => {
  const word = fc.string({ unit: fc.constantFrom(...'ab ~$`"\'\\*?!#&|;<>(){}[]=-\n\t\u0001\u0085\u2028é') });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
      const { stdout } = spawnSync('bash', ['-c', `printf '%s\\0' ${shellWords(words)}`], {
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
      });
      expect(stdout.split('\0').slice(0, -1)).toEqual(words);
    }),
    { numRuns: 40 },
  );
});
