import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/socket/protocols/signalr.ts', [
  {
    rule: 'A message holds 100 records at most',
    replace: 'records.length > MAX_RECORDS',
    by: 'records.length > MAX_RECORDS + 1',
    killers: [tests.chatRecords],
  },
  {
    rule: 'A call without an id gets no completion',
    replace: "done: (id) => (id === undefined ? '' :",
    by: "done: (id) => (id === '' ? '' :",
    killers: [[tests.chatRecords, 'sends no completion']],
  },
  {
    rule: 'A failed call without an id gets no completion',
    replace: "id === undefined ? '' : write({ type: kinds.completion, invocationId: id, error",
    by: "id === '' ? '' : write({ type: kinds.completion, invocationId: id, error",
    killers: [[tests.chatRecords, 'sends no completion where none is waited for']],
  },
  {
    rule: 'A ping is answered by a ping',
    replace: `if (data.type === kinds.ping) return { type: 'ping' };
  `,
    by: '',
    killers: [[tests.chatRecords, 'answers each ping']],
  },
  {
    rule: 'A method that streams is none',
    replace: "data.type === kinds.invocation ? target : ''",
    by: 'target',
    killers: [[tests.chatRecords, 'knows no method that streams']],
  },
  {
    rule: 'A record that is not understood closes the connection',
    replace: 'refuse: (error) => write({ type: kinds.close,',
    by: 'refuse: (error) => write({ type: kinds.ping,',
    killers: [tests.chatRecords],
  },
  {
    rule: 'The protocol is JSON',
    replace: "data.protocol === 'json' && VERSIONS",
    by: 'VERSIONS',
    killers: [tests.chatRecords],
  },
  {
    rule: 'An invocation id has 100 characters at most',
    replace: 'z.maxLength(100)',
    by: 'z.maxLength(10_000_000)',
    killers: [tests.chatRecords, tests.chatHostile],
  },
]);
