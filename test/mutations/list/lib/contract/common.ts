import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/contract/common.ts', [
  {
    rule: 'Base64 is standard, with padding',
    replace: `if (decoded.toString('base64') !== value) return 'must be standard base64 with padding';
  `,
    by: '',
    killers: [tests.badProperties],
  },
  {
    rule: 'Bytes are no more than their limit',
    replace: 'decoded.length > maximum) return outside',
    by: 'decoded.length > maximum + 1) return outside',
    killers: [[tests.putEvent, 'has']],
  },
  {
    rule: 'What is too long is not decoded',
    replace: `  if (value.length > Math.ceil(maximum / 3) * 4) return outside;
`,
    by: '',
    killers: [[tests.putEvent, 'has']],
    equal: 'It is refused all the same, once it is decoded: what differs is the time that takes.',
  },
  {
    rule: 'A fraction is cut, not rounded or kept',
    replace: "fraction.slice(0, 6).padEnd(6, '0')",
    by: "fraction.padEnd(6, '0')",
    killers: [[tests.getEvents, 'is newer than']],
  },
  {
    rule: '30 February is no day',
    replace: `|| !isOnCalendar(\`\${minutes}:\${seconds}\`)`,
    by: '',
    killers: [tests.badProperties],
  },
  {
    rule: 'NUL is no text that PostgreSQL holds',
    replace: "!value.includes('\\0') && value",
    by: 'value',
    killers: [tests.badProperties],
  },
  {
    rule: `\`since\` goes back by seconds`,
    replace: '- seconds * 1_000, FIRST_INSTANT',
    by: '- seconds * 100, FIRST_INSTANT',
    killers: [tests.csharpPaths],
  },
  {
    rule: `\`since\` goes back no further than there are years`,
    replace: 'Math.max(Date.parse(value) - seconds * 1_000, FIRST_INSTANT)',
    by: 'Date.parse(value) - seconds * 1_000',
    killers: [tests.csharpPaths],
  },
]);
