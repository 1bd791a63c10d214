import type { Node } from 'constructs';
import type * as z from 'zod/mini';
import { readSettings, settings } from '../lib/config.ts';
import { plannerSettings } from '../lib/planner-config.ts';
import { stageFor } from './stage-capacity.ts';
import { readChoices, readStageName, readTexts } from './stage-choices.ts';
import type { Stage, StageName } from './stages.ts';

/** A cluster that is there already, with the Data API on. */
export interface ExistingDatabase {
  readonly clusterArn: string;
  readonly secretArn: string;
}

type Variables = Readonly<Record<string, string>>;

/** The options that an operator chooses, in cdk.json or with `-c name=value`. */
export interface Options {
  readonly stageName: StageName;
  /** As it has to be for its users, or as it is chosen to be. */
  readonly stage: Stage;
  /** Undefined when nobody says how many there are. */
  readonly users: number | undefined;
  /** Nothing protects what is made yet: a first creation that failed can be tried again. */
  readonly isFirstDeployment: boolean;
  /** Whether what costs much a call is bounded as the stage says; a new account has too little to reserve of. */
  readonly reservesConcurrency: boolean;
  /** Takes a cluster that is there instead of making one. */
  readonly database: ExistingDatabase | undefined;
  /** Makes the cluster of this snapshot. To be given for as long as the cluster lives. */
  readonly snapshot: string | undefined;
  /** Where the Data API answers, when that is not AWS. */
  readonly dataApiUrl: string | undefined;
  /** Of the functions' processors; a laptop's own is quicker than an emulated one. */
  readonly architecture: 'arm64' | 'x86_64';
  readonly domain: { readonly name: string; readonly certificateArn: string } | undefined;
  /** `true` makes a web ACL, in us-east-1 only; an ARN takes one that is there. */
  readonly firewall: string | undefined;
  /** Versions of the key that CloudFront calls the APIs with: the first is sent, all are accepted. */
  readonly originKeys: readonly string[];
  readonly alarmEmail: string | undefined;
  /** Whether the canary and the census run. */
  readonly runsCanary: boolean;
  /** US dollars. */
  readonly monthlyBudget: number;
  /** Whether a second instance of the database, in another zone, takes over when the writer fails. */
  readonly standby: boolean;
  /** How new code reaches a stage that releases gradually: `at-once` shifts all calls, and asks no alarm. */
  readonly release: 'gradual' | 'at-once';
  /** Settings of lib/config.ts and lib/planner-config.ts that are not at their defaults. */
  readonly settings: Variables;
  readonly plannerSettings: Variables;
}

/** Where everything of CloudFront's is. */
const CLOUDFRONT_REGION = 'us-east-1';

/** The settings that the stacks make themselves. */
const OURS = new Set([
  'DATABASE_CLUSTER_ARN',
  'DATABASE_SECRET_ARN',
  'USER_DATA_SECRET_ARN',
  'RATE_LIMIT_SECRET_ARN',
  'DIGEST_KEYS_ARN',
  'STAGE',
  'SECRETS_ARN',
  'CHAT_ANSWER_FUNCTION',
  'CHAT_CALLBACK_URL',
]);

/** Reads the choices out of a construct tree's context. @throws Error that names what is wrong with them. */
export function readOptions(node: Node, region = CLOUDFRONT_REGION): Options {
  const stageName = readStageName(node);
  const texts = readTexts(node, stageName);
  const choices = readChoices(texts);
  if (choices.firewall === 'true' && region !== CLOUDFRONT_REGION) {
    throw new Error(`firewall: CloudFront takes a web ACL of ${CLOUDFRONT_REGION}; give the ARN of one.`);
  }
  /** Only what is given: a default is best kept in one place. */
  const given = <Shape extends z.core.$ZodLooseShape>(schema: z.ZodMiniObject<Shape>): Variables => {
    const names = Object.keys(schema.shape).filter((name) => !OURS.has(name));
    const variables = Object.fromEntries(
      names.flatMap((name) => (texts[name] === undefined ? [] : [[name, texts[name]]])),
    );
    readSettings(schema, variables);
    return variables;
  };
  if (choices.snapshot !== undefined && choices.clusterArn !== undefined) {
    throw new Error('snapshot and clusterArn: a database is made of one of them.');
  }
  if (choices.standby === 'true' && choices.clusterArn !== undefined) {
    throw new Error('standby: a cluster that is given as clusterArn has its own instances.');
  }
  const shared = given(settings);
  const ofPlanner = given(plannerSettings);
  limitVariables({ ...shared, ...ofPlanner });
  const stage = stageFor(stageName, choices);
  const { clusterArn, secretArn, domainName, certificateArn } = choices;
  return {
    stageName,
    stage,
    users: choices.users,
    isFirstDeployment: choices.firstDeployment === 'true',
    reservesConcurrency: choices.reserveConcurrency === 'true',
    database: both('clusterArn', clusterArn, 'secretArn', secretArn, (first, second) => ({
      clusterArn: first,
      secretArn: second,
    })),
    snapshot: choices.snapshot,
    dataApiUrl: choices.dataApiUrl,
    architecture: choices.architecture,
    domain: both('domainName', domainName, 'certificateArn', certificateArn, (first, second) => ({
      name: first,
      certificateArn: second,
    })),
    firewall: choices.firewall,
    originKeys: choices.originKeys.split(','),
    alarmEmail: choices.alarmEmail,
    runsCanary: choices.canary === undefined ? stage.runsCanary : choices.canary === 'true',
    monthlyBudget: choices.monthlyBudget ?? stage.monthlyBudget,
    standby: choices.standby === 'true',
    release: choices.release,
    settings: shared,
    plannerSettings: ofPlanner,
  };
}

/** Bytes of all settings together: Lambda takes 4 KB of variables, and the stacks have ARNs and names to tell. */
const MAX_SETTINGS_BYTES = 2_500;

function limitVariables(variables: Variables): void {
  const bytes = Buffer.byteLength(Object.entries(variables).flat().join(''));
  if (bytes > MAX_SETTINGS_BYTES) {
    throw new Error(`The settings are ${bytes} bytes, of which a function takes ${MAX_SETTINGS_BYTES}.`);
  }
}

function both<Value>(
  firstName: string,
  first: string | undefined,
  secondName: string,
  second: string | undefined,
  combine: (first: string, second: string) => Value,
): Value | undefined {
  if (first === undefined && second === undefined) return undefined;
  if (first === undefined || second === undefined) {
    throw new Error(`${firstName} and ${secondName} go together.`);
  }
  return combine(first, second);
}

/** The origin of the stage's database, in words that stay the same as long as the database does. */
export const databaseSource = ({ database, snapshot }: Pick<Options, 'database' | 'snapshot'>): string =>
  database?.clusterArn ?? (snapshot === undefined ? 'empty' : `snapshot ${snapshot}`);

export const NO_DOMAIN = 'none';

/** The stage's domain name, in the same way. */
export const domainRecord = ({ domain }: Pick<Options, 'domain'>): string => domain?.name ?? NO_DOMAIN;
