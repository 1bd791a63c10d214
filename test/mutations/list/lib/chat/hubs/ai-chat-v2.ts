import { mutationsOf } from '../../../../mutation.ts';
import { tests } from '../../../../test-files.ts';

export const mutations = mutationsOf('lib/chat/hubs/ai-chat-v2.ts', [
  {
    rule: 'An app of an older version is told to update when it introduces itself',
    replace: `Introduce: (locale, version, weightUnit) =>
      version < PLAN_VERSION`,
    by: `Introduce: (locale, version, weightUnit) =>
      version < 0`,
    killers: [[tests.chatV2, 'counts a chat once']],
  },
  {
    rule: 'An app of an older version is told to update when it asks',
    replace: `SendMessage: (content, version) =>
      version < PLAN_VERSION`,
    by: `SendMessage: (content, version) =>
      version < 0`,
    killers: [tests.chatV2, tests.chatV2BadInput],
  },
  {
    rule: 'An introduction without a unit forgets the unit',
    replace: 'weightUnit: weightUnit ?? null',
    by: 'weightUnit: weightUnit ?? undefined',
    killers: [tests.chatV2],
  },
  {
    rule: 'An introduction has the unit of weight',
    replace: 'weightUnit: weightUnit ?? null',
    by: 'weightUnit: undefined',
    killers: [[tests.chatV2, 'is planned for in the unit']],
  },
]);
