import { type aiChatV2, negotiateChatV2 } from '../chat-v2.ts';
import { describeCall } from './call.ts';
import { chatMethods, negotiation } from './chat.ts';
import { type MessageDocs, type MethodDocs, protocolMessages } from './hub.ts';

export const chatV2Calls = [
  describeCall(negotiateChatV2, {
    ...negotiation,
    operationId: 'negotiateChatV2',
    description: `${negotiation.description} For the chat of today's app, \`/ai-chat-v2\`.`,
  }),
];

const [locale] = chatMethods.Introduce.arguments;
const [message] = chatMethods.SendMessage.arguments;

const version = {
  name: 'version',
  description:
    'The newest plan version that the client can read, a whole number. Below 3, the only response is `updateRequired`; ' +
    'all other clients get plans of version 3.',
  example: 3,
};

/** The documentation of the methods of today's chat, by name. */
export const chatV2Methods: Readonly<Record<keyof typeof aiChatV2.methods, MethodDocs>> = {
  ...chatMethods,
  Introduce: {
    ...chatMethods.Introduce,
    arguments: [
      ...(locale === undefined ? [] : [locale]),
      version,
      {
        name: 'weightUnit',
        description:
          "The person's unit of weight for the whole chat: `kilograms` or `pounds`. Anything else, such as `null`, " +
          'leaves it unknown.',
        example: 'kilograms',
      },
    ],
  },
  SendMessage: {
    description:
      `${chatMethods.SendMessage.description} The text may contain the person's own program as JSON; its exercises ` +
      'keep their exact names.',
    arguments: [...(message === undefined ? [] : [message]), version],
  },
};

const rest = { minRest: 'PT2M', maxRest: 'PT3M', failureRest: 'PT5M' };

const squat = {
  type: 'WeightedExerciseBlueprint',
  name: 'Squat',
  plannedSets: [{ reps: { min: 5, max: 5 } }, { reps: { min: 5, max: 5 } }],
  restBetweenSets: rest,
  supersetWithNext: false,
  notes: 'Keep the back straight.',
  link: '',
  progression: [
    {
      axis: 'reps',
      step: '1',
      scope: { type: 'allSets' },
      ceiling: '8',
      onCeiling: 'reset',
      trigger: 'allSetsMetTarget',
    },
    {
      axis: 'load',
      step: '2.5',
      scope: { type: 'lowestSets', pick: 'first' },
      trigger: 'allSetsMetTarget',
    },
  ],
  resistance: 'external',
  repsConfig: { type: 'fixed', reps: 5 },
  progressiveOverload: {
    type: 'IncreaseLowestSetProgressiveOverload',
    amount: '2.5',
    increaseStrategy: 'first',
  },
  usesBodyweight: false,
};

const rowing = {
  type: 'CardioExerciseBlueprint',
  name: 'Rowing',
  sets: [
    {
      target: { type: 'distance', value: { value: '0.5', unit: 'kilometre' } },
      trackDuration: true,
      trackDistance: true,
      trackResistance: true,
      trackIncline: false,
      trackWeight: false,
      trackSteps: false,
      restBetweenSets: { minRest: 'PT1M', maxRest: 'PT1M30S', failureRest: 'PT2M' },
    },
  ],
  notes: '',
  link: '',
};

/** The server's messages in today's chat, by `type`. */
export const chatV2Messages: Readonly<Record<string, MessageDocs>> = {
  messageResponse: {
    description: 'The text of the answer so far. Each message repeats all of it and adds more.',
    example: { type: 'messageResponse', message: 'Hello, I am' },
  },
  chatPlan: {
    description:
      'The training plan so far. Each message contains a valid plan that is larger than the one before, of at most ' +
      '120,000 bytes: a longer plan loses its notes first, then sessions from the end.',
    example: {
      type: 'chatPlan',
      name: 'Stronger',
      description: 'One day, strength and rowing.',
      blueprint: {
        version: 3,
        name: 'Stronger',
        sessions: [{ version: 6, name: 'Day 1', exercises: [squat, rowing], notes: 'Warm up first.' }],
        lastEdited: '2026-06-30',
      },
      version: 3,
    },
  },
  updateRequired: {
    description:
      'The only response to a client that cannot read plans of version 3. The model is not called, and nothing is ' +
      'counted or remembered.',
    example: { type: 'updateRequired', requiredVersion: 3 },
  },
  ...protocolMessages,
};
