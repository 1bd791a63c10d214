import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/db/queries/follow-secrets.ts', [
  {
    rule: 'Two users may have one follow secret',
    replace: 'md5(owner.id::text || ${followSecret})::uuid',
    by: 'md5(${followSecret})::uuid',
    killers: [[tests.putFollowSecret, 'two users the same']],
  },
  {
    rule: 'A follow secret is there already when this user has it',
    replace: `where user_id = owner.id and value = \${followSecret}
      )`,
    by: `where value = \${followSecret}
      )`,
    killers: [[tests.putFollowSecret, 'two users the same']],
  },
  {
    rule: 'A follow secret that is added twice at once is added once',
    replace: `
      on conflict (id) do nothing`,
    by: '',
    killers: [[tests.putFollowSecret, 'has not finished adding it']],
  },
  {
    rule: 'A user revokes their own follow secret',
    replace: `where user_id = owner.id and value = \${followSecret}\`.execute(db);
}`,
    by: `where value = \${followSecret}\`.execute(db);
}`,
    killers: [[tests.deleteFollowSecret, "another user's equal secret"]],
  },
  {
    rule: 'A user revokes the secret that they name',
    replace: `where user_id = owner.id and value = \${followSecret}\`.execute(db);
}`,
    by: `where user_id = owner.id\`.execute(db);
}`,
    killers: [[tests.deleteFollowSecret, 'to this secret alone']],
  },
]);
