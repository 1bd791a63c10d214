import type { Node } from 'constructs';
import * as z from 'zod/mini';
import { plannerSettings, readSettings, settings } from '../lib/config.ts';
import { type Stage, type StageName, stages } from './stages.ts';

/** A cluster that is there already, with the Data API on. */
export interface ExistingDatabase {
  readonly clusterArn: string;
  readonly secretArn: string;
}

type Variables = Readonly<Record<string, string>>;

/** What an operator chooses, with `-c name=value`. */
export interface Options {
  readonly stageName: StageName;
  readonly stage: Stage;
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
  readonly alarmEmail: string | undefined;
  /** Settings of lib/config.ts that are not at their defaults: everybody's, and those of paid calls. */
  readonly settings: Variables;
  readonly plannerSettings: Variables;
}

const arn = (service: string) =>
  z.optional(
    z.string().check(z.regex(new RegExp(`^arn:aws[\\w-]*:${service}:`), `must be an ARN of ${service}`)),
  );

const contextSchema = z.object({
  stage: z._default(z.enum(['dev', 'staging', 'prod']), 'dev'),
  clusterArn: arn('rds'),
  secretArn: arn('secretsmanager'),
  snapshot: z.optional(z.string()),
  dataApiUrl: z.optional(z.url()),
  architecture: z._default(z.enum(['arm64', 'x86_64']), 'arm64'),
  domainName: z.optional(z.string()),
  certificateArn: arn('acm:us-east-1'),
  firewall: z.optional(
    z.union([z.literal('true'), z.string().check(z.regex(/^arn:aws[\w-]*:wafv2:us-east-1:/))]),
  ),
  alarmEmail: z.optional(z.email()),
});

/** Where everything of CloudFront's is. */
const CLOUDFRONT_REGION = 'us-east-1';

/** What the stacks set themselves. */
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

/** Reads the choices out of a construct tree's context. @throws Error that names each one that is wrong. */
export function readOptions(node: Node, region = CLOUDFRONT_REGION): Options {
  const read = (name: string) => {
    const value: unknown = node.tryGetContext(name);
    if (value === undefined || value === '') return [];
    return [[name, typeof value === 'string' ? value : JSON.stringify(value)] as const];
  };
  const context = readSettings(
    contextSchema,
    Object.fromEntries(Object.keys(contextSchema.shape).flatMap(read)),
  );
  if (context.firewall === 'true' && region !== CLOUDFRONT_REGION) {
    throw new Error(`firewall: CloudFront takes a web ACL of ${CLOUDFRONT_REGION}; give the ARN of one.`);
  }
  /** Only what is given: a default is best kept in one place. */
  const given = <Shape extends z.core.$ZodLooseShape>(schema: z.ZodMiniObject<Shape>): Variables => {
    const names = Object.keys(schema.shape).filter((name) => !OURS.has(name));
    const variables = Object.fromEntries(names.flatMap(read));
    readSettings(schema, variables);
    return variables;
  };
  const shared = given(settings);
  const ofPlanner = given(plannerSettings);
  limitVariables({ ...shared, ...ofPlanner });
  const { stage, clusterArn, secretArn, domainName, certificateArn } = context;
  return {
    stageName: stage,
    stage: stages[stage],
    database: both('clusterArn', clusterArn, 'secretArn', secretArn, (first, second) => ({
      clusterArn: first,
      secretArn: second,
    })),
    snapshot: context.snapshot,
    dataApiUrl: context.dataApiUrl,
    architecture: context.architecture,
    domain: both('domainName', domainName, 'certificateArn', certificateArn, (first, second) => ({
      name: first,
      certificateArn: second,
    })),
    firewall: context.firewall,
    alarmEmail: context.alarmEmail,
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
