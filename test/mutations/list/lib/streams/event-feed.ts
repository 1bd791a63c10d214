import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/streams/event-feed.ts', [
  {
    rule: 'An answer stops between two time stamps, never between equal ones',
    replace: 'group[0]?.timestamp !== event.timestamp',
    by: 'group[0]?.eventId !== event.eventId',
    killers: [tests.feedLimit],
  },
  {
    rule: 'An answer stops at 100 MiB',
    replace: 'bytes > 0 && bytes + json.length + 1 > MAX_BYTES',
    by: 'bytes > 0 && bytes + json.length + 1 > 2 * MAX_BYTES',
    killers: [tests.feedLimit],
  },
  {
    rule: 'The last group of a feed is handed out',
    replace: `  if (group.length > 0) yield group;
}`,
    by: '}',
    killers: [[tests.getEvents, 'answers the events of all']],
  },
  {
    rule: 'Refused secrets are told',
    replace: `    invalidFollowSecrets.push(...page.invalidFollowSecrets);
`,
    by: '',
    killers: [[tests.getEvents, 'secrets that are wrong']],
  },
]);
