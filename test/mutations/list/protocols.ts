import { mutationsOf } from '../mutation.ts';
import { tests } from './files.ts';

export const signalrMutations = mutationsOf('lib/socket/protocols/signalr.ts', [
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
    killers: [tests.chatRecords],
    equal: 'The hub says it in words first, and asks for a completion only where there is an id.',
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
    replace: "data.protocol === 'json' && data",
    by: 'data',
    killers: [tests.chatRecords],
  },
  {
    rule: 'An invocation id has 100 characters at most',
    replace: 'z.maxLength(100)',
    by: 'z.maxLength(10_000_000)',
    killers: [tests.chatRecords, tests.chatHostile],
  },
]);

export const plainMutations = mutationsOf('lib/socket/protocols/plain.ts', [
  {
    rule: 'Arguments may be left out',
    replace: 'arguments: values = [] } = result.data',
    by: 'arguments: values = [undefined] } = result.data',
    killers: [[tests.chatClaims, 'without arguments']],
  },
  {
    rule: 'An error says when to try again',
    replace: "JSON.stringify({ type: 'error', message, retryAfter })",
    by: "JSON.stringify({ type: 'error', message })",
    killers: [[tests.chatState, 'is refused with the time to wait']],
  },
  {
    rule: 'Names of properties are found in any case',
    replace: 'request.safeParse(declaredNames(request, parse(message)))',
    by: 'request.safeParse(parse(message))',
    killers: [tests.chatPlain],
  },
]);

export const messageMutations = mutationsOf('lib/ai/chat/message.ts', [
  {
    rule: 'A message fits a frame',
    replace: 'MESSAGE_BYTES = 30_000',
    by: 'MESSAGE_BYTES = 33_000',
    killers: [tests.chatWords],
  },
  {
    rule: 'A message holds nothing that no database holds',
    replace: ".replaceAll('\\0', '')",
    by: '',
    killers: [[tests.chatWords, 'lose what no database holds']],
  },
]);

export const throttleMutations = mutationsOf('lib/ai/chat/throttle.ts', [
  {
    rule: 'Messages keep an interval',
    replace: 'if (early > 0) await sleep(early);',
    by: '',
    killers: [tests.chatThrottle],
  },
  {
    rule: 'The newest answer is sent, not each',
    replace: 'waiting[0] = value;',
    by: 'waiting.push(value);',
    killers: [tests.chatThrottle],
  },
]);

export const askMutations = mutationsOf('lib/ai/ask.ts', [
  {
    rule: 'A first answer counts though the second gave nothing',
    replace: 'throw charged(error);',
    by: 'throw error;',
    killers: [tests.aiSecondTry, tests.charges],
  },
  {
    rule: 'An answer out of form is asked for once more',
    replace: 'if (first.mismatch === undefined && isGood(first.answer)) return first.answer;',
    by: 'if (first.mismatch === undefined) return first.answer;',
    killers: [tests.aiSecondTry],
  },
]);

export const modelProblemMutations = mutationsOf('lib/ai/model-problems.ts', [
  {
    rule: 'An answer that was refused has cost tokens',
    replace: "Say it in other words.', { isCharged: true }",
    by: "Say it in other words.', { isCharged: false }",
    killers: [tests.charges],
  },
  {
    rule: 'An answer that was cut off has cost tokens',
    replace: 'Ask for less.", { isCharged: true }',
    by: 'Ask for less.", { isCharged: false }',
    killers: [tests.charges],
  },
  {
    rule: 'A model that is busy says when to try again',
    replace: `{ retryAfter, cause });
  }
  if (error instanceof AuthenticationError`,
    by: `{ cause });
  }
  if (error instanceof AuthenticationError`,
    killers: [tests.aiFailures],
  },
]);

export const bodyMutations = mutationsOf('lib/http/middleware/parse.ts', [
  {
    rule: 'Each path has its own body',
    replace: 'stage === CSHARP_STAGE ? csharpBody : body',
    by: 'stage === CSHARP_STAGE ? body : csharpBody',
    killers: [[tests.putEvent, 'encryptedEventPayload has']],
  },
]);

export const jsonMutations = mutationsOf('lib/http/json.ts', [
  {
    rule: 'A body that is not UTF-8 is refused',
    replace: `if (text.includes(REPLACEMENT)) throw notJson('The request body is not UTF-8.');
  `,
    by: '',
    killers: [tests.badBodies],
  },
  {
    rule: 'A comment is no JSON',
    replace: 'disallowComments: true',
    by: 'disallowComments: false',
    killers: [tests.badBodies],
  },
  {
    rule: 'A trailing comma is accepted',
    replace: 'allowTrailingComma: true',
    by: 'allowTrailingComma: false',
    killers: [tests.badBodies, tests.calls],
  },
]);

export const validateMutations = mutationsOf('lib/http/validate.ts', [
  {
    rule: "A fault's path is no longer than its names may be",
    replace: '.slice(0, 50)',
    by: '.slice(0)',
    killers: [tests.badProperties, tests.badBodies],
  },
]);

export const commonContractMutations = mutationsOf('lib/contract/common.ts', [
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
    rule: 'An id is handed on in lower case',
    replace: 'z.guid().check(z.toLowerCase())',
    by: 'z.guid()',
    killers: [[tests.getUsers, 'whatever its case']],
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

export const problemMutations = mutationsOf('lib/problem/to-problem.ts', [
  {
    rule: 'What went wrong on our side is not told',
    replace: "new Problem(500, 'Something went wrong on our side.')",
    by: 'new Problem(500, String(error))',
    killers: [tests.lastingFaults],
  },
  {
    rule: 'A database that is away is a 503, with the time to wait',
    replace: "Try again later.', { retryAfter });",
    by: "Try again later.');",
    killers: [tests.resuming, tests.lastingFaults],
  },
]);

export const problemFormMutations = mutationsOf('lib/problem/problem.ts', [
  {
    rule: 'A problem that passes says when to try again',
    replace: "{ 'retry-after': String(retryAfter) }",
    by: '{}',
    killers: [[tests.rateLimit, 'when the database is down']],
  },
  {
    rule: 'A problem that cost nothing is not charged',
    replace: 'isCharged = false }',
    by: 'isCharged = true }',
    killers: [[tests.aiCalls, 'costs nothing']],
  },
  {
    rule: 'A problem lists its field errors',
    replace: 'requestId, errors: this.errors });',
    by: 'requestId, errors: undefined });',
    killers: [[tests.getEvents, 'all faults of all entries']],
  },
  {
    rule: 'A wrong password is a 401',
    replace: "new Problem(401, 'The password is wrong.')",
    by: "new Problem(403, 'The password is wrong.')",
    killers: [[tests.getInbox, 'a wrong password removes nothing']],
  },
]);

export const retryMutations = mutationsOf('lib/db/retry.ts', [
  {
    rule: 'A resuming cluster is waited for',
    replace: 'if (isResuming(failure)) return 500 + Math.random() * 500;',
    by: 'if (isResuming(failure)) return undefined;',
    killers: [[tests.resuming, 'is waited for by every call']],
  },
  {
    rule: 'A paused cluster says when it is back',
    replace: 'RESUMING_SECONDS = 30',
    by: 'RESUMING_SECONDS = 0',
    killers: [[tests.resuming, '503 with the seconds']],
  },
]);

export const codecMutations = mutationsOf('lib/db/codec.ts', [
  {
    rule: 'Chunks keep their order',
    replace: `    with ordinality as item (value, place)
  order by item.place
`,
    by: `    with ordinality as item (value, place)
  order by item.value
`,
    killers: [tests.putInbox],
  },
  {
    rule: 'Chunks come back in their order',
    replace: "order by item.place), '[]')",
    by: "order by item.value), '[]')",
    killers: [tests.putInbox],
  },
  {
    rule: 'Base64 on the wire has no line breaks',
    replace: `sql\`translate(encode(\${value}, 'base64'), chr(10), '')\``,
    by: `sql\`encode(\${value}, 'base64')\``,
    killers: [[tests.putEvent, 'encryptedEventPayload has']],
  },
  {
    rule: 'Time stamps have six digits',
    replace: 'SS.US"Z"',
    by: 'SS.MS"Z"',
    killers: [[tests.getEvents, 'in exactly the declared form']],
  },
  {
    rule: 'Time that never ends is told',
    replace: "when ${value} = 'infinity' then '9999-12-31T23:59:59.999999Z'",
    by: "when ${value} = 'infinity' then null",
    killers: [
      [tests.getSharedItem, 'never expires'],
      [tests.feed, 'many small ones'],
    ],
  },
]);
