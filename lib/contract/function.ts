import type { Route } from './route.ts';

/** The event source that invokes a function. */
export type Trigger =
  /** API Gateway's REST API, at each of these routes. */
  | { readonly type: 'request'; readonly routes: readonly Route[] }
  /** API Gateway's WebSocket API, at this route of every hub. */
  | { readonly type: 'socket'; readonly route: '$connect' | '$default' | '$disconnect' }
  /** An asynchronous invocation, by another function or as another's failure destination. */
  | {
      readonly type: 'task';
      /** Name of the function that invokes it. */
      readonly invokedBy?: string;
      /** Name of the function that Lambda invokes when this one fails. */
      readonly onFailure?: string;
    }
  | {
      readonly type: 'schedule';
      readonly everyMinutes: number;
      /** Whether it runs so often that the database never pauses: only stages that choose so run it. */
      readonly keepsDatabaseAwake: boolean;
    }
  | { readonly type: 'deployment' };

/** The resources and permissions that a function needs. */
interface Needs {
  /** The databases that it uses, as a user of each; `owner` is the user who owns both and migrates them. */
  readonly databases: 'none' | 'userData' | 'rateLimit' | 'both' | 'owner';
  /** Tells whether it reads the secret of the planner and the stores; if so, it also has their settings. */
  readonly usesSecrets: boolean;
  /** Tells whether it posts to connections of the WebSocket API. */
  readonly postsToClients: boolean;
  /** Tells whether it reads the keys of the password digests. */
  readonly usesDigestKeys: boolean;
  /** Tells whether it calls the API, as clients do. */
  readonly callsApi: boolean;
  readonly processor: keyof typeof memoryMegabytes;
  /** The stage's concurrency limit that applies: of calls that check or create a password, or of calls to the model. */
  readonly concurrency: 'unreserved' | 'password' | 'model';
  readonly timeoutSeconds: number;
  /**
   * `whole` is one file. `split` puts libraries that few calls need into files of their own, which functions built
   * together share; `split alone` is built by itself.
   */
  readonly bundle: 'whole' | 'split' | 'split alone';
}

/** One Lambda function, declared once. */
export interface LambdaFunction extends Needs {
  /** Its file below `functions/`, without `.ts`; its bundle is in the folder of that name in `dist/`. */
  readonly name: string;
  readonly summary: string;
  readonly trigger: Trigger;
}

/** Lambda allots processor time by memory: 1,769 MB are one vCPU, which hashes a password in a quarter of a second. */
export const memoryMegabytes = { shared: 512, full: 1_769 } as const;

/**
 * Seconds that a response may take. API Gateway waits 29 s for a buffered one; a streamed one may take Lambda's
 * maximum, for clients that read slowly and models that think.
 */
const RESPONSE_SECONDS = { buffered: 29, stream: 15 * 60 } as const;

const defaultNeeds = {
  usesSecrets: false,
  postsToClients: false,
  usesDigestKeys: false,
  callsApi: false,
  processor: 'shared',
  concurrency: 'unreserved',
  bundle: 'whole',
} as const;

type Declared<Optional extends keyof Needs> = Partial<Pick<Needs, Optional>> & Omit<Needs, Optional>;
type DeclaredNeeds = Declared<keyof typeof defaultNeeds>;

/** A function behind routes of the REST API, which share its name. */
export function onRequest(
  routes: readonly [Route, ...Route[]],
  needs: Omit<DeclaredNeeds, 'timeoutSeconds'>,
): LambdaFunction {
  const [{ name, summary, transfer }] = routes;
  const timeoutSeconds = RESPONSE_SECONDS[transfer];
  return { ...defaultNeeds, name, summary, timeoutSeconds, ...needs, trigger: { type: 'request', routes } };
}

/** A function behind a route of the WebSocket API. API Gateway waits for it as long as for a buffered response. */
export function onSocket(
  name: string,
  {
    route,
    ...needs
  }: Omit<DeclaredNeeds, 'timeoutSeconds'> &
    Pick<LambdaFunction, 'summary'> &
    Omit<Extract<Trigger, { type: 'socket' }>, 'type'>,
): LambdaFunction {
  const timeoutSeconds = RESPONSE_SECONDS.buffered;
  return { ...defaultNeeds, name, timeoutSeconds, ...needs, trigger: { type: 'socket', route } };
}

/** A function that is invoked asynchronously. */
export function onTask(
  name: string,
  {
    invokedBy,
    onFailure,
    ...needs
  }: DeclaredNeeds & Pick<LambdaFunction, 'summary'> & Omit<Extract<Trigger, { type: 'task' }>, 'type'>,
): LambdaFunction {
  const trigger = { type: 'task', ...(invokedBy && { invokedBy }), ...(onFailure && { onFailure }) } as const;
  return { ...defaultNeeds, name, ...needs, trigger };
}

/** A function that runs on a schedule. */
export function onSchedule(
  name: string,
  {
    everyMinutes,
    keepsDatabaseAwake,
    ...needs
  }: DeclaredNeeds & Pick<LambdaFunction, 'summary'> & Omit<Extract<Trigger, { type: 'schedule' }>, 'type'>,
): LambdaFunction {
  const trigger = { type: 'schedule', everyMinutes, keepsDatabaseAwake } as const;
  return { ...defaultNeeds, name, ...needs, trigger };
}

/** A function that runs at each deployment, before the new code serves requests. */
export function onDeployment(
  name: string,
  needs: DeclaredNeeds & Pick<LambdaFunction, 'summary'>,
): LambdaFunction {
  return { ...defaultNeeds, name, ...needs, trigger: { type: 'deployment' } };
}
