import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/auth/token-cache.ts', [
  {
    rule: 'A verified token is remembered for five minutes, not longer',
    replace: 'MAX_AGE_VERIFIED = 5 * 60_000',
    by: 'MAX_AGE_VERIFIED = 6 * 60_000',
    killers: [tests.tokenCache],
  },
  {
    rule: 'A refusal is remembered for five seconds, not longer',
    replace: 'MAX_AGE_REFUSED = 5_000',
    by: 'MAX_AGE_REFUSED = 6_000',
    killers: [tests.tokenCache],
  },
  {
    rule: 'A token is remembered with its store',
    replace: `.update(\`\${store} \${token}\`)`,
    by: `.update(\`\${token}\`)`,
    killers: [[tests.tokenCache, 'another token in another store']],
  },
  {
    rule: 'Checks of one token at once share one call',
    replace: 'if (pending !== undefined) return pending;',
    by: '',
    killers: [[tests.tokenCache, 'ask the store once']],
  },
  {
    rule: 'A failure is not remembered',
    replace: `
      .finally(() => running.delete(key))`,
    by: '',
    killers: [[tests.tokenCache, 'is not remembered']],
  },
  {
    rule: 'A flood of made-up tokens pushes no verified one out',
    replace: 'const refused = new QuickLRU<string, true>({ maxSize: MAX_TOKENS, maxAge: MAX_AGE_REFUSED });',
    by: "const refused = { has: (key: string) => verified.get(key) === '', set: (key: string, _: true) => verified.set(key, '', { maxAge: MAX_AGE_REFUSED }) };",
    killers: [[tests.tokenCache, 'does not push a verified one out']],
  },
]);
