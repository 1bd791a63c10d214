import { databaseSource, domainRecord, NO_DOMAIN, type Options } from '../options.ts';
import { stackName } from '../stack-names.ts';
import type { Account } from './account.ts';

/**
 * Holds the choices against what the first deployment recorded in the stacks' outputs: the database and the domain of a
 * stage stay its own.
 *
 * @param givenUp the record that may be lost.
 */
export function judgeRecords(options: Options, account: Account, givenUp: string | undefined): string[] {
  const { stageName, database, domain } = options;
  const recorded = (part: 'data' | 'edge', output: string) =>
    account.stacks.get(stackName(stageName, part))?.outputs[output];
  return [
    ...loss('database', recorded('data', 'DatabaseSource'), databaseSource(options), givenUp),
    ...move(options, recorded('data', 'DatabaseSource')),
    ...loss('domain', recorded('edge', 'DomainName'), domainRecord(options), givenUp),
    ...sharing(options, account, 'data', 'ClusterArn', database?.clusterArn),
    ...sharing(options, account, 'edge', 'DomainName', domain?.name),
  ];
}

function loss(
  what: string,
  before: string | undefined,
  after: string,
  givenUp: string | undefined,
): string[] {
  if (before === undefined || before === NO_DOMAIN || before === after || before === givenUp) return [];
  return [
    `The ${what} of this stage is "${before}", and this deployment would make it "${after}". Write what it was into cdk.json; to give it up on purpose: -c 'givenUp=${before}'`,
  ];
}

/** A stage moves to a cluster that is there, all calls at once. */
function move(options: Options, before: string | undefined): string[] {
  const after = databaseSource(options);
  if (before === undefined || before === after) return [];
  // The stacks that call the old one would not be deployed again: their templates stay the same.
  if (!before.startsWith('arn:') && !after.startsWith('arn:')) {
    return [
      `The database of this stage is "${before}", and CloudFormation would make "${after}" in its place, while functions go on with the old one. Restore what you want, and give it as clusterArn: infra/operating.md says how.`,
    ];
  }
  if (!options.stage.releasesGradually || options.release === 'at-once') return [];
  return [
    'With another database, a gradual release would write a tenth of the calls to one and the rest to the other: -c release=at-once',
  ];
}

function sharing(
  { stageName }: Options,
  { stacks }: Account,
  part: 'data' | 'edge',
  output: string,
  value: string | undefined,
): string[] {
  if (value === undefined) return [];
  const own = stackName(stageName, part);
  const others = [...stacks].filter(
    ([name, { outputs }]) => name.startsWith('liftlog-') && name !== own && outputs[output] === value,
  );
  return others.map(([name]) => `${value} belongs to ${name}: two stages must not share it.`);
}
