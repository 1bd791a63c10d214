import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/db/queries/inbox.ts', [
  {
    rule: 'A message that was given lately is not given again',
    replace: "given < now() - interval '16 minutes'",
    by: "given < now() - interval '14 minutes'",
    killers: [[tests.getInbox, 'may still be on its way']],
  },
  {
    rule: 'A message whose giver ended is given again',
    replace: "given < now() - interval '16 minutes'",
    by: "given < now() - interval '19 minutes'",
    killers: [[tests.getInbox, 'may still be on its way']],
  },
  {
    rule: 'A message that was given is not waiting',
    replace: 'given is null or given <',
    by: 'true or given <',
    killers: [tests.pollsAtOnce, [tests.getInbox, 'may still be on its way']],
  },
  {
    rule: 'A poll takes the messages of its own user',
    replace: `where user_id = \${uuid(userId)} and case
`,
    by: `where case
`,
    killers: [[tests.getInbox, "another user's messages stay"]],
  },
  {
    rule: 'A page that is taken again is the same',
    replace: `) then given_page = \${uuid(pageId)}
        else`,
    by: `) then given_page = \${uuid(pageId)} or \${isWaiting}
        else`,
    killers: [tests.inboxPages],
  },
  {
    rule: 'A page that is taken again keeps the time of its giving',
    replace: 'case when item.given_page = ${uuid(pageId)} then item.given else now() end',
    by: 'now()',
    killers: [tests.inboxPages],
  },
  {
    rule: 'Messages come oldest first',
    replace: 'from taken order by created nulls first, id',
    by: 'from taken order by created desc, id',
    killers: [[tests.getInbox, 'oldest first']],
  },
  {
    rule: 'The oldest messages come first of more than a page',
    replace: `      order by created nulls first, id
      limit`,
    by: `      order by created desc nulls last, id
      limit`,
    killers: [[tests.getInbox, 'more than a page']],
  },
  {
    rule: 'Messages of the C# backend, which have no time, come first',
    replace: 'from taken order by created nulls first, id',
    by: 'from taken order by created nulls last, id',
    killers: [[tests.getInbox, 'have no time']],
  },
  {
    rule: 'Two polls never share a message, and none waits for the other',
    replace: `limit \${PAGE_MESSAGES}::int
      for no key update skip locked`,
    by: 'limit ${PAGE_MESSAGES}::int',
    killers: [tests.pollsAtOnce, tests.inboxPages],
  },
  {
    rule: 'A page says whether messages remain of this user',
    replace: 'where user_id = ${uuid(userId)} and ${isWaiting} and id not in',
    by: 'where ${isWaiting} and id not in',
    killers: [[tests.getInbox, "another user's messages stay"]],
    equal: 'What remains of others brings one more page, which is empty: it costs a call and shows nothing.',
  },
  {
    rule: "What is forgotten is this user's",
    replace: 'item.user_id = owner.id and (item.given_page',
    by: '(item.given_page',
    killers: [tests.getInbox],
    equal: 'A page is a random id that this very poll made, and only messages of its user have it.',
  },
  {
    rule: 'What is forgotten was given at the time that was heard of',
    replace: `(item.given_page, item.given) in (
      select * from`,
    by: `item.given_page in (
      select page from`,
    killers: [[tests.inboxPages, 'beside it']],
  },
  {
    rule: "What is put back is this user's",
    replace: `
    .where('user_id', '=', uuid(userId))
    .where('given_page'`,
    by: `
    .where('given_page'`,
    killers: [[tests.inboxFaults, 'breaks the answer off']],
    equal: 'A page is a random id that this very poll made, and only messages of its user have it.',
  },
  {
    rule: 'A message whose write is sent again is left once',
    replace: `on conflict (id) do nothing
      returning id, user_id`,
    by: `on conflict (id) do update set user_id = excluded.user_id
      returning id, user_id`,
    killers: [[tests.lostAnswers, 'is given once']],
  },
  {
    rule: 'A message for an unknown receiver is a 404',
    replace: 'select exists (select from receiver) as "receiverExists"',
    by: 'select true as "receiverExists"',
    killers: [[tests.putInbox, 'unknown receiver']],
  },
]);
