import * as z from 'zod/mini';
import { wholeNumber } from '../lib/config.ts';
import { functions } from '../lib/contract/functions.ts';
import { planFor } from './capacity/plan.ts';
import { MAX_CAPACITY } from './capacity/quotas.ts';
import { monthlyCalls } from './capacity/usage.ts';
import { type Stage, type StageName, stages } from './stages.ts';

const whole = (minimum: number, maximum: number) => z.optional(wholeNumber(minimum, maximum));

const halves = (minimum: number) => {
  const error = `must be a multiple of 0.5 from ${minimum} to ${MAX_CAPACITY}`;
  return z.optional(
    z.coerce
      .number(error)
      .check(z.multipleOf(0.5, error), z.minimum(minimum, error), z.maximum(MAX_CAPACITY, error)),
  );
};

/** The number of users, and what is chosen in spite of it. */
export const capacityChoices = z.object({
  users: whole(1, 1_000_000_000),
  throttleRate: whole(1, 1_000_000),
  throttleBurst: whole(1, 1_000_000),
  minimumCapacity: halves(0),
  maximumCapacity: halves(1),
  passwordConcurrency: whole(1, 100_000),
  modelConcurrency: whole(1, 100_000),
  provisionedConcurrency: whole(0, 10_000),
  logDays: z.optional(z.pipe(z.coerce.number(), z.literal([7, 30, 90], 'must be 7, 30 or 90'))),
});

type CapacityChoices = z.infer<typeof capacityChoices>;

/**
 * A stage as it is, or as it has to be for its users; what is chosen by itself holds before both.
 *
 * @throws Error for a minimum above the maximum.
 */
export function stageFor(name: StageName, choices: CapacityChoices): Stage {
  const stage: Stage = stages[name];
  const sized = choices.users === undefined ? stage : sizedFor(stage, choices.users);
  const {
    minimumCapacity = sized.database.minimumCapacity,
    maximumCapacity = sized.database.maximumCapacity,
  } = choices;
  if (minimumCapacity > maximumCapacity) {
    throw new Error('minimumCapacity: must not be more than maximumCapacity.');
  }
  const { throttleRate: rate = sized.throttle.rate, throttleBurst: burst = sized.throttle.burst } = choices;
  return {
    ...sized,
    ...reserving(sized, choices),
    ...provisioning(choices),
    database: { ...sized.database, minimumCapacity, maximumCapacity },
    throttle: { rate, burst },
    logDays: choices.logDays ?? sized.logDays,
  };
}

function sizedFor(stage: Stage, users: number): Stage {
  const { throttle, reserved, provisioned, database, logDays } = planFor(
    users,
    stage.database.pausesAfterMinutes,
  );
  return { ...stage, throttle, reserved, provisioned, database: { ...stage.database, ...database }, logDays };
}

/** A number that is chosen for a kind of functions holds for all of them. */
function reserving(
  { concurrency, reserved = {} }: Stage,
  { passwordConcurrency: password, modelConcurrency: model }: CapacityChoices,
): Pick<Stage, 'concurrency' | 'reserved'> {
  const chosen = { ...(password !== undefined && { password }), ...(model !== undefined && { model }) };
  const isChosen = (name: string) =>
    functions.some((each) => each.name === name && Object.hasOwn(chosen, each.concurrency));
  return {
    concurrency: { ...concurrency, ...chosen },
    reserved: Object.fromEntries(Object.entries(reserved).filter(([name]) => !isChosen(name))),
  };
}

/** A chosen number is that of each function that the app calls every day. */
function provisioning({ provisionedConcurrency: count }: CapacityChoices): Pick<Stage, 'provisioned'> {
  if (count === undefined) return {};
  const names = count === 0 ? [] : monthlyCalls.map((call) => call.function);
  return { provisioned: Object.fromEntries(names.map((name) => [name, count])) };
}
