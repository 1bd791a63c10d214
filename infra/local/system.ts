import { randomUUID } from 'node:crypto';
import type { Settings } from '../../lib/config.ts';
import type { LambdaFunction } from '../../lib/contract/function.ts';
import { functions as declaredFunctions, migrate as migration } from '../../lib/contract/functions.ts';
import { type Hub, socketFunctions } from '../../lib/contract/hub.ts';
import { V2_STAGE } from '../../lib/contract/stages.ts';
import type { PlannerSettings, SecretSettings } from '../../lib/planner-config.ts';
import { type DataApi, type DataApiOptions, startDataApi } from './data-api/index.ts';
import { type GatewayOptions, type GatewayRoute, startGateway } from './gateway/index.ts';
import {
  createFunctionHost,
  type FunctionHost,
  type FunctionHostOptions,
  type LambdaApi,
  type LogEntry,
  startLambdaApi,
} from './lambda/index.ts';
import { startSecretsManager } from './secrets-manager.ts';
import { type SocketOptions, type Sockets, startSockets } from './sockets/index.ts';

/** The parts of a hub that the system uses. */
type SystemHub = Pick<Hub, 'path'>;

export interface SystemOptions {
  /** Port on 127.0.0.1; 0 means a free one. */
  readonly port: number;
  readonly routes: readonly GatewayRoute[];
  /** Default: the declared functions. */
  readonly functions?: readonly LambdaFunction[];
  readonly hubs: readonly SystemHub[];
  /** Folder of the functions' bundles. */
  readonly bundleDir: string;
  /** Settings of all functions. */
  readonly settings: Settings;
  /** Further settings of the functions with secrets. */
  readonly planner?: Partial<PlannerSettings & SecretSettings>;
  /** Further variables of all functions, such as those that Lambda sets for X-Ray. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Connection strings of the two databases. */
  readonly userDataUrl: string;
  readonly rateLimitUrl: string;
  /** True when both databases are migrated already. */
  readonly isMigrated?: boolean;
  /** The secrets in Secrets Manager by ARN; they may change. Default: users and keys for the ARNs in the settings. */
  readonly secrets?: ReadonlyMap<string, string>;
  readonly dataApi?: Pick<DataApiOptions, 'port' | 'onCall' | 'statementTimeout' | 'transactionIdleTimeout'>;
  readonly gatewayLimits?: NonNullable<GatewayOptions['limits']>;
  readonly lambdaLimits?: NonNullable<FunctionHostOptions['limits']>;
  /** Of each function; see {@link FunctionHostOptions}. */
  readonly memoryMegabytes?: number;
  readonly socketLimits?: NonNullable<SocketOptions['limits']>;
  readonly onRequest?: NonNullable<GatewayOptions['onRequest']>;
  readonly observe?: NonNullable<GatewayOptions['observe']>;
  readonly onSocket?: NonNullable<SocketOptions['onRecord']>;
  readonly log: (entry: LogEntry) => void;
}

/** The API as it runs on AWS: gateways, functions and the services that they call, on the given two databases. */
export interface System {
  readonly url: string;
  readonly dataApi: DataApi;
  readonly functions: FunctionHost;
  readonly lambdaApi: LambdaApi;
  readonly sockets: Sockets;
  /** Replaces routes and functions, and reloads the bundles, for later calls. */
  reload(changed: Pick<SystemOptions, 'routes' | 'functions'>): void;
  stop(): Promise<void>;
}

/** Migrates the databases, as a deployment does, and starts the system. @throws Error when that fails. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { settings, planner = {}, secrets = generatedSecrets(settings) } = options;
  let { functions: declared = declaredFunctions } = options;
  const dataApi = await startDataApi({
    resourceArn: settings.DATABASE_CLUSTER_ARN,
    secretArn: settings.DATABASE_SECRET_ARN,
    secrets,
    databases: {
      [settings.USER_DATA_DATABASE]: options.userDataUrl,
      [settings.RATE_LIMIT_DATABASE]: options.rateLimitUrl,
    },
    ...options.dataApi,
  });
  const secretsManager = await startSecretsManager(secrets);
  let apiUrl = '';
  const endpoints: Record<string, string> = {
    AWS_ENDPOINT_URL_RDS_DATA: dataApi.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
  };
  const functions = createFunctionHost({
    bundleDir: options.bundleDir,
    environment: (name) => ({
      ...toVariables(settings),
      ...(declared.find((each) => each.name === name)?.usesSecrets === true ? toVariables(planner) : {}),
      // Functions start after the gateway, whose address this is.
      ...(declared.find((each) => each.name === name)?.callsApi === true && { API_URL: apiUrl }),
      ...endpoints,
      ...options.environment,
    }),
    failureDestinations: failureDestinations(declared),
    log: options.log,
    ...(options.lambdaLimits && { limits: options.lambdaLimits }),
    ...(options.memoryMegabytes !== undefined && { memoryMegabytes: options.memoryMegabytes }),
  });
  const lambdaApi = await startLambdaApi({
    host: functions,
    bundleDir: options.bundleDir,
    ...(options.lambdaLimits && { limits: options.lambdaLimits }),
  });
  const sockets = await startSockets({
    paths: options.hubs.map(({ path }) => path),
    functions: socketFunctions,
    host: functions,
    ...(options.onSocket && { onRecord: options.onSocket }),
    ...(options.socketLimits && { limits: options.socketLimits }),
  });
  endpoints['AWS_ENDPOINT_URL_LAMBDA'] = lambdaApi.url;
  // One endpoint for every hub: it finds the connections of all stages.
  endpoints['CHAT_CALLBACK_URL'] = sockets.url;
  const stopBackend = async () => {
    await functions.stop();
    await Promise.all([lambdaApi.stop(), sockets.stop(), secretsManager.stop(), dataApi.stop()]);
  };
  try {
    if (options.isMigrated !== true) await migrate(functions);
    const gateway = await startGateway({
      routes: options.routes,
      host: functions,
      port: options.port,
      sockets,
      ...(options.onRequest && { onRequest: options.onRequest }),
      ...(options.observe && { observe: options.observe }),
      ...(options.gatewayLimits && { limits: options.gatewayLimits }),
    });
    apiUrl = `${gateway.url}/${V2_STAGE}`;
    return {
      url: gateway.url,
      dataApi,
      functions,
      lambdaApi,
      sockets,
      reload: ({ routes, functions: changed = declaredFunctions }) => {
        declared = changed;
        functions.reload();
        gateway.setRoutes(routes);
      },
      stop: async () => {
        await sockets.disconnect();
        await gateway.stop();
        await stopBackend();
      },
    };
  } catch (error) {
    await stopBackend();
    throw error;
  }
}

/**
 * Generates the secrets that the settings name: a user for each database, named after it, and a key of passwords'
 * digests.
 */
export function generatedSecrets(
  settings: Settings,
  digestKey: string = randomUUID(),
): ReadonlyMap<string, string> {
  const { USER_DATA_SECRET_ARN, USER_DATA_DATABASE, RATE_LIMIT_SECRET_ARN, RATE_LIMIT_DATABASE } = settings;
  const secrets = [
    [USER_DATA_SECRET_ARN, { username: USER_DATA_DATABASE, password: randomUUID() }],
    [RATE_LIMIT_SECRET_ARN, { username: RATE_LIMIT_DATABASE, password: randomUUID() }],
    [settings.DIGEST_KEYS_ARN, { 1: digestKey }],
  ] as const;
  return new Map(
    secrets.flatMap(([arn, secret]) => (arn === undefined ? [] : [[arn, JSON.stringify(secret)]])),
  );
}

const failureDestinations = (declared: readonly LambdaFunction[]): Record<string, string> =>
  Object.fromEntries(
    declared.flatMap(({ name, trigger }) =>
      trigger.type === 'task' && trigger.onFailure !== undefined ? [[name, trigger.onFailure]] : [],
    ),
  );

const toVariables = (settings: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(settings)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  );

async function migrate(functions: FunctionHost): Promise<void> {
  const timeoutMilliseconds = migration.timeoutSeconds * 1_000;
  const { functionError, payload } = await functions.invoke(migration.name, {}, { timeoutMilliseconds });
  if (functionError !== undefined) throw new Error(JSON.parse(payload).errorMessage);
}
