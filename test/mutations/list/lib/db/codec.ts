import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/db/codec.ts', [
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
    killers: [tests.adoption],
  },
]);
