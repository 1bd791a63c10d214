import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/streams/inbox.ts', [
  {
    rule: 'Messages are forgotten once they were sent, not before',
    replace: `    yield \`\${json}]}\`;
    if (delivered.length > 0) return () => forget(db, userId, delivered, newDigest);`,
    by: `    await forget(db, userId, delivered, newDigest);
    yield \`\${json}]}\`;`,
    killers: [
      [tests.pollsAtOnce, 'Lambda cuts off'],
      [tests.inboxFaults, 'dies loses no message'],
    ],
  },
  {
    rule: 'Messages that were sent are forgotten',
    replace: 'if (delivered.length > 0) return () => forget',
    by: 'if (delivered.length > 999) return () => forget',
    killers: [[tests.inboxFaults, 'one page is given in so many calls']],
  },
  {
    rule: 'Messages that did not leave whole are put back',
    replace: 'if (!isWhole) await putBack',
    by: 'if (isWhole) await putBack',
    killers: [[tests.inboxFaults, 'breaks the answer off']],
  },
  {
    rule: 'An inbox is given to its end',
    replace: 'page.at(-1)?.more === true && length',
    by: 'page.at(-1)?.more === false && length',
    killers: [[tests.inboxFaults, 'several pages is given in so many calls']],
  },
  {
    rule: 'A database that fails is asked again to forget',
    replace: `    } catch {
      await sleep(delay);`,
    by: `    } catch {
      return;`,
    killers: [[tests.inboxFaults, 'forgotten when the database is there again']],
  },
]);
