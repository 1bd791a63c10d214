import { expect, it } from 'vitest';
import { toVerdict } from './verdict.ts';

const report = (vulnerabilities: object) => JSON.stringify({ auditReportVersion: 2, vulnerabilities });

it('a report with nothing in it is clean', () => {
  expect(toVerdict(report({}))).toEqual({ type: 'clean' });
});

it.each(['info', 'low', 'moderate', 'high', 'critical'])(
  'a vulnerability that is %s is named',
  (severity) => {
    const found = { leftpad: { name: 'leftpad', severity, range: '<1.3.0', via: [], effects: [] } };
    expect(toVerdict(report(found))).toEqual({
      type: 'vulnerable',
      findings: [`${severity}: leftpad <1.3.0`],
    });
  },
);

it.each([
  [
    'an error',
    '{"message":"405 Method Not Allowed - POST https://host.example/-/npm/v1","statusCode":405}',
    '405 Method Not Allowed - POST /-/npm/v1',
  ],
  ['an error without words', '{"error":{"summary":"","detail":""}}', 'npm printed no report'],
  ['nothing', '', 'npm printed no JSON'],
])('%s is no result, and never counts as clean', (_name, printed, reason) => {
  expect(toVerdict(printed)).toEqual({ type: 'unknown', reason });
});
