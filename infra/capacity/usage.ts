/** A call of the app, and its cost. */
export interface MonthlyCall {
  readonly name: string;
  /** Of the function that serves it, in lib/contract/functions.ts. */
  readonly function: string;
  /** By one user in a month. */
  readonly times: number;
  /** A password that is made is always hashed. */
  readonly password: 'none' | 'checked' | 'created';
  readonly measured: Measured;
}

/** Means, as `npm run bench -- month` measures them on a laptop. */
export interface Measured {
  readonly dataApiCalls: number;
  /** Milliseconds of a whole processor, of the function and of the database. */
  readonly processor: number;
  readonly database: number;
  readonly responseBytes: number;
}

/** Somebody who opens the app twice a day and the feed once, follows five people, and trains twelve times. */
const STARTS = 60;
const FEEDS = 30;
export const FOLLOWED = 5;
export const WORKOUTS = 12;
/** An installation lasts for about a year. */
const INSTALLATIONS = 1 / 12;

/**
 * The month of a user. The app makes an account at each installation, and publishes the profile and polls the inbox at
 * each start, whether its user shares anything or not.
 */
export const monthlyCalls = [
  {
    name: 'POST /v2/user/create',
    function: 'user/create',
    times: INSTALLATIONS,
    password: 'created',
    measured: { dataApiCalls: 1, processor: 197, database: 0.8, responseBytes: 119 },
  },
  {
    name: 'PUT /v2/user',
    function: 'user/put',
    times: STARTS,
    password: 'checked',
    measured: { dataApiCalls: 2, processor: 7.1, database: 1.2, responseBytes: 2 },
  },
  {
    name: 'POST /v2/inbox, empty',
    function: 'inbox/get',
    times: STARTS,
    password: 'checked',
    measured: { dataApiCalls: 1, processor: 5.7, database: 0.7, responseBytes: 20 },
  },
  {
    name: 'POST /v2/events',
    function: 'event/get-many',
    times: FEEDS,
    password: 'none',
    measured: { dataApiCalls: 1, processor: 5.7, database: 2.9, responseBytes: 20_315 },
  },
  {
    name: 'POST /v2/users',
    function: 'user/get-many',
    times: FEEDS,
    password: 'none',
    measured: { dataApiCalls: 1, processor: 6.9, database: 2.9, responseBytes: 71_796 },
  },
  {
    name: 'PUT /v2/event',
    function: 'event/put',
    times: WORKOUTS,
    password: 'checked',
    measured: { dataApiCalls: 2, processor: 6.4, database: 1.8, responseBytes: 2 },
  },
] as const satisfies readonly MonthlyCall[];

/** Milliseconds of a whole processor that a hash takes. */
export const HASH = 155;

/** Milliseconds of a Data API call, as others have measured it within a region. */
export const DATA_API_CALL = 17;

/** Assumed: who pays for the planner, and how much they use it. */
export const planner = {
  /** Of all users. */
  payingShare: 0.05,
  /** Of one who pays, in a month. */
  plans: 1,
  chats: 4,
  /** Of one chat, its introduction among them. */
  answers: 4,
  /** Until the model has said all. */
  secondsAPlan: 20,
  secondsAnAnswer: 15,
  /** Messages to the client while an answer grows: as often as lib/ai/chat/throttle.ts allows. */
  postsASecond: 1_000 / 60,
  /** To begin, claim, count and finish an answer; a question costs one more each second, whether it is stopped. */
  dataApiCallsAnAnswer: 4,
  dataApiCallsASecond: 1,
} as const;

/** Estimated: bytes of all log lines of a call. */
export const LOG_BYTES_A_CALL = 1_200;

/** Estimated: bytes of a user in the database, and of those what is read every day. */
export const storage = { bytesAUser: 80_000, hotBytesAUser: 8_000 } as const;
