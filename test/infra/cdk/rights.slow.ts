import { resolve } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { splitOptions } from '../../../esbuild.config.mjs';
import { functions, migrate } from '../../../lib/contract/functions.ts';
import { socketFunctions } from '../../../lib/contract/hub.ts';
import { type Lambda, synthesized } from '../../support/cdk/synthesized.ts';

const system = synthesized({ canary: 'true' });
const lambdas = system.lambdas();

/** A right, with the logical ids or texts that its resource is made of. */
interface Right {
  readonly action: string;
  readonly resource: string;
}

function rightsOf(lambda: Lambda): Right[] {
  const role = lambda.Properties['Role']['Fn::GetAtt'][0];
  const policies = system
    .resources('AWS::IAM::Policy')
    .filter(
      ({ stack, Properties }) =>
        stack === lambda.stack && Properties['Roles'].some(({ Ref }: any) => Ref === role),
    );
  const roleProperties = system
    .resources('AWS::IAM::Role')
    .find(({ stack, id }) => stack === lambda.stack && id === role)?.Properties;
  expect(roleProperties?.['ManagedPolicyArns']).toBeUndefined();
  expect(roleProperties?.['Policies']).toBeUndefined();
  return policies.flatMap(({ Properties }) =>
    Properties['PolicyDocument'].Statement.flatMap(({ Effect, Action, Resource }: any) => {
      expect(Effect).toBe('Allow');
      return [Action].flat().flatMap((action: string) =>
        (Array.isArray(Resource) ? Resource : [Resource]).map((resource) => ({
          action,
          resource: JSON.stringify(resource),
        })),
      );
    }),
  );
}

/** The functions' code by name, each by itself: in parts that some share there is what only others call. */
const codes = new Map<string, string>();
beforeAll(async () => {
  const names = lambdas.map(({ name }) => name);
  const { outputFiles } = await build({
    ...splitOptions,
    splitting: false,
    entryPoints: names.map((name) => ({ in: `functions/${name}.ts`, out: name })),
    outdir: 'dist',
    sourcemap: false,
    legalComments: 'none',
    write: false,
  });
  for (const name of names) {
    const file = outputFiles.find(({ path }) => path === resolve('dist', `${name}.mjs`));
    codes.set(name, file?.text ?? '');
  }
});

const USER_DATA_TABLE =
  /(?:from |into |update |join |["`])(?:users|user_(?:events|follow_secrets|inbox_\w+)|shared_items|chats)\b/;
const RATE_LIMIT_TABLE = /\brate_limit_consumptions\b/;

/**
 * The AWS calls of a function: the SDK's command is in its code, or it is not. Whose rows it works with: the names of
 * the tables are.
 */
function calls(name: string) {
  const code = codes.get(name) ?? '';
  const isOwner = name === migrate.name;
  return {
    dataApi: code.includes('ExecuteStatement'),
    userData: USER_DATA_TABLE.test(code),
    rateLimit: RATE_LIMIT_TABLE.test(code),
    isOwner,
    secrets: /["'`]SECRETS_ARN["'`]/.test(code),
    digestKeys: /["'`]DIGEST_KEYS_ARN["'`]/.test(code),
    invoke: code.includes('InvocationType'),
    post: code.includes('PostToConnection'),
  };
}

const CLUSTER = /:cluster:.*DatabaseCluster/;
const OWNER_SECRET = /DatabaseCluster\w*MasterUserSecret/;
const USER_DATA_SECRET = /RefUserData/;
const RATE_LIMIT_SECRET = /RefRateLimit/;
const PAID_SECRET = /RefSecrets/;
const DIGEST_KEYS = /RefDigestKey/;

const read = (isRead: boolean, secret: RegExp) =>
  isRead ? ([['secretsmanager:GetSecretValue', secret]] as const) : [];

const theFunction = (id: string) => new RegExp(`^\\{"Fn::GetAtt":\\["${id}Function\\w+","Arn"\\]\\}$`);

const theConnectionsOf = (stage: string) =>
  new RegExp(`:execute-api:.*SocketsApi.*/${stage}/POST/@connections/\\*`);

test.for(lambdas.map((lambda) => [lambda.name, lambda] as const))(
  '%s may do what it does, and nothing else',
  ([, lambda]) => {
    const does = calls(lambda.name);
    const logs = `{"Fn::GetAtt":["${lambda.Properties['LoggingConfig'].LogGroup.Ref}","Arn"]}`;
    const allowed: (readonly [action: string, resource: RegExp | string])[] = [
      ['logs:CreateLogStream', logs],
      ['logs:PutLogEvents', logs],
      ['xray:PutTelemetryRecords', '"*"'],
      ['xray:PutTraceSegments', '"*"'],
      ...(does.dataApi ? [['rds-data:ExecuteStatement', CLUSTER] as const] : []),
      ...(does.isOwner
        ? ([
            ['rds-data:BeginTransaction', CLUSTER],
            ['rds-data:CommitTransaction', CLUSTER],
            ['rds-data:RollbackTransaction', CLUSTER],
          ] as const)
        : []),
      ...read(does.isOwner, OWNER_SECRET),
      ...read(does.userData, USER_DATA_SECRET),
      ...read(does.rateLimit, RATE_LIMIT_SECRET),
      ...read(does.secrets, PAID_SECRET),
      ...read(does.digestKeys, DIGEST_KEYS),
      ...(does.invoke ? [['lambda:InvokeFunction', theFunction('ChatAnswer')] as const] : []),
      // Lambda reports a lost answer in the name of the function that was to give it.
      ...(lambda.name === socketFunctions.answer
        ? [['lambda:InvokeFunction', theFunction('ChatAnswerFailed')] as const]
        : []),
      ...(does.post
        ? ([
            ['execute-api:ManageConnections', theConnectionsOf('ai-chat')],
            ['execute-api:ManageConnections', theConnectionsOf('ai-chat-v2')],
          ] as const)
        : []),
    ];
    const sorted = (rights: Right[]) =>
      rights.toSorted((a, b) => `${a.action} ${a.resource}`.localeCompare(`${b.action} ${b.resource}`));
    const rights = sorted(rightsOf(lambda));
    expect(rights.map(({ action }) => action).toSorted()).toEqual(
      allowed.map(([action]) => action).toSorted(),
    );
    for (const [action, resource] of allowed) {
      const found = rights.some(
        (right) =>
          right.action === action &&
          (typeof resource === 'string' ? right.resource === resource : resource.test(right.resource)),
      );
      expect([action, found]).toEqual([action, true]);
    }
  },
);

/** As infra/README.md says. */
test('each function works with the rows of its databases, as their users', () => {
  const settings = lambdas.map(({ name, Properties }) => {
    const names = Object.keys(Properties['Environment']?.Variables ?? {});
    return [name, names.filter((variable) => /(DATABASE|DATA|LIMIT)_SECRET_ARN$/.test(variable)).toSorted()];
  });
  const variables = {
    none: [],
    userData: ['USER_DATA_SECRET_ARN'],
    rateLimit: ['RATE_LIMIT_SECRET_ARN'],
    both: ['RATE_LIMIT_SECRET_ARN', 'USER_DATA_SECRET_ARN'],
    owner: ['DATABASE_SECRET_ARN', 'RATE_LIMIT_SECRET_ARN', 'USER_DATA_SECRET_ARN'],
  };
  expect(Object.fromEntries(settings)).toEqual(
    Object.fromEntries(functions.map(({ name, databases }) => [name, variables[databases]])),
  );
});

test('no two functions share a role or a log', () => {
  const roles = lambdas.map(({ stack, Properties }) => `${stack}/${Properties['Role']['Fn::GetAtt'][0]}`);
  const logs = lambdas.map(({ stack, Properties }) => `${stack}/${Properties['LoggingConfig'].LogGroup.Ref}`);
  expect(new Set(roles).size).toBe(lambdas.length);
  expect(new Set(logs).size).toBe(lambdas.length);
});

test('only the services named may call a function', () => {
  const principals = system.resources('AWS::Lambda::Permission').map(({ Properties }) => {
    expect(Properties['SourceArn']).toBeDefined();
    return Properties['Principal'];
  });
  expect(new Set(principals)).toEqual(new Set(['apigateway.amazonaws.com', 'events.amazonaws.com']));
});

test("only functions that work with passwords may read the digests' keys, and know where they are", () => {
  const knowing = lambdas.filter(({ Properties }) => Properties['Environment']?.Variables.DIGEST_KEYS_ARN);
  const reading = lambdas.filter((lambda) =>
    rightsOf(lambda).some(({ resource }) => DIGEST_KEYS.test(resource)),
  );
  const names = (some: readonly Lambda[]) => some.map(({ name }) => name).toSorted();
  expect(names(knowing)).toEqual([
    'event/put',
    'follow-secret/delete',
    'follow-secret/put',
    'inbox/get',
    'shared-item/create',
    'user/create',
    'user/delete',
    'user/put',
  ]);
  expect(names(reading)).toEqual(names(knowing));
});
