/** The settings in which stages differ. */
export interface Stage {
  /** Whether data outlive a mistake: no deletion of the stack or the cluster, and what is removed is kept. */
  readonly keepsData: boolean;
  readonly database: {
    /** In Aurora capacity units of 2 GiB, in halves. At 0 the cluster pauses when nobody calls. */
    readonly minimumCapacity: number;
    readonly maximumCapacity: number;
    /** Minutes without a call after which a cluster at 0 pauses; 5 to 1,440. */
    readonly pausesAfterMinutes: number;
  };
  /** The throttle of the REST API, in calls a second. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  /**
   * Most calls at a time, of each function, of what costs much a call: a password whose digest is not known yet takes
   * 0.7 s, all others a twentieth of that. They hold when `reserveConcurrency` is chosen: the account's quota of
   * concurrent executions must leave 100 beside their sum. Undefined sets no bound.
   */
  readonly concurrency?: { readonly password?: number; readonly model?: number };
  /** The same by the function's name, which holds before its kind. */
  readonly reserved?: Readonly<Record<string, number>>;
  /** Environments that are kept warm, by the function's name. */
  readonly provisioned?: Readonly<Record<string, number>>;
  readonly logDays: 7 | 30 | 90;
  /** Whether the canary and the census run, every five minutes: a database that may pause then never does. */
  readonly runsCanary: boolean;
  /** US dollars a month from which on the account's bill is an alarm. */
  readonly monthlyBudget: number;
  /** Whether new code serves a tenth of the calls first, and is taken back by itself when it fails. */
  readonly releasesGradually: boolean;
}

/** All that differs between the stages, until they are told their users (stage-capacity.ts). */
export const stages = {
  dev: {
    keepsData: false,
    database: { minimumCapacity: 0, maximumCapacity: 1, pausesAfterMinutes: 5 },
    throttle: { rate: 50, burst: 100 },
    logDays: 7,
    runsCanary: false,
    monthlyBudget: 20,
    releasesGradually: false,
  },
  staging: {
    keepsData: false,
    database: { minimumCapacity: 0, maximumCapacity: 4, pausesAfterMinutes: 5 },
    throttle: { rate: 200, burst: 400 },
    logDays: 30,
    runsCanary: false,
    monthlyBudget: 50,
    releasesGradually: false,
  },
  prod: {
    keepsData: true,
    database: { minimumCapacity: 0, maximumCapacity: 16, pausesAfterMinutes: 30 },
    throttle: { rate: 2_000, burst: 4_000 },
    concurrency: { password: 20, model: 50 },
    logDays: 90,
    runsCanary: true,
    monthlyBudget: 200,
    releasesGradually: true,
  },
} as const satisfies Readonly<Record<string, Stage>>;

export type StageName = keyof typeof stages;
