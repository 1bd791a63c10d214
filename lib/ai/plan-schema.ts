import * as z from 'zod/mini';

// The schemas that the model is given and its answers are checked against. OpenAI's strict mode supports neither optional
// properties nor bounds, so bounds are in the descriptions here and enforced by `normalize.ts`.

export const described = <Schema extends z.ZodMiniType>(schema: Schema, description: string) =>
  schema.check(z.meta({ description }));

const words = z.string().check(z.refine((text) => text.trim() !== ''));
const someOf = <Element extends z.ZodMiniType>(element: Element) =>
  z.array(element).check(z.refine((elements) => elements.length > 0));

export const modelExercise = z.object({
  name: described(words, 'The common name of the exercise'),
  sets: described(z.number(), 'Whole number of working sets, at least 1'),
  repsPerSet: described(z.number(), 'Whole number of repetitions in each set, at least 1'),
  weightIncreaseOnSuccess: described(
    z.number(),
    'Weight to add, in the unit given, once all sets succeed; 0 for exercises without weights',
  ),
  minRestSeconds: described(z.number(), 'Shortest rest between sets, in seconds'),
  maxRestSeconds: described(z.number(), 'Longest rest between sets, in seconds'),
  failureRestSeconds: described(z.number(), 'Rest after a failed set, in seconds; the longest of the three'),
  notes: described(z.string(), 'A hint on technique, or an empty text'),
});

export const modelSession = z.object({
  name: described(words, 'A short name, such as "Upper body A"'),
  exercises: described(someOf(modelExercise), 'In the order in which they are done'),
  notes: described(z.string(), 'How to warm up and what to mind, or an empty text'),
});

export const modelPlan = z.object({
  name: described(words, 'A short name of the plan'),
  description: described(z.string(), 'What the plan is for and how it progresses, in a few sentences'),
  sessions: described(someOf(modelSession), 'One for each training day of the week'),
});

/** The model's answer in a chat: text or a plan, which differ from the first character. */
const modelAnswer = z.object({
  answer: described(
    z.union([
      described(words, 'What you say, in words'),
      described(modelPlan, 'A whole training plan, when it is time for one'),
    ]),
    'Either words or a plan',
  ),
});

export type ModelExercise = z.output<typeof modelExercise>;
export type ModelSession = z.output<typeof modelSession>;
export type ModelPlan = z.output<typeof modelPlan>;

/** A schema, and the response format that makes a model follow it. */
export interface AnswerFormat<Schema extends z.ZodMiniType> {
  readonly schema: Schema;
  readonly responseFormat: {
    readonly type: 'json_schema';
    readonly json_schema: { name: string; strict: true; schema: Record<string, unknown> };
  };
}

/** @param name identifies the format at the model's server: letters, digits and `_`. */
export function answerFormat<Schema extends z.ZodMiniType>(
  name: string,
  schema: Schema,
): AnswerFormat<Schema> {
  const { $schema: _dialect, ...jsonSchema } = z.toJSONSchema(schema);
  return {
    schema,
    responseFormat: { type: 'json_schema', json_schema: { name, strict: true, schema: jsonSchema } },
  };
}

export const planFormat = answerFormat('workout_plan', modelPlan);
export const sessionFormat = answerFormat('workout_session', modelSession);
export const chatFormat = answerFormat('chat_answer', modelAnswer);
