import { databaseSource, type Options } from '../options.ts';
import { stackName, stackParts } from '../stack-names.ts';
import type { Account } from './account.ts';
import type { Choices } from './choices.ts';
import { adviseQuotas, judgeCells, judgeReservations } from './judge-quotas.ts';
import { judgeRecords } from './judge-records.ts';
import { judgeStacks } from './judge-stacks.ts';

export interface Verdict {
  /** Each ends a deployment before it begins, with what to do about it. */
  readonly problems: readonly string[];
  /** Can be done after the deployment. */
  readonly advice: readonly string[];
}

/** Of the bootstrap stack that this CDK deploys with. */
const BOOTSTRAP_VERSION = 6;

/** Whether a deployment of these choices can succeed in this account, and loses nothing. */
export function judge({ options, givenUp }: Choices, account: Account): Verdict {
  const problems = [
    ...judgeBootstrap(account),
    ...judgeCells(options),
    ...judgeReservations(options, account),
    ...judgeCertificate(options, account),
    ...judgeSnapshot(options, account),
    ...judgeStacks(
      stackParts.map((part) => stackName(options.stageName, part)),
      account,
    ),
    ...judgeRecords(options, account, givenUp),
  ];
  return { problems, advice: adviseQuotas(options, account) };
}

function judgeBootstrap({ id, region, stacks }: Account): string[] {
  const version = Number(stacks.get('CDKToolkit')?.outputs['BootstrapVersion'] ?? 0);
  if (version >= BOOTSTRAP_VERSION) return [];
  return [`The CDK has no place for its files here yet: npx cdk bootstrap aws://${id}/${region}`];
}

function judgeCertificate({ domain }: Options, { certificate }: Account): string[] {
  if (domain === undefined) return [];
  if (certificate === undefined) return [`There is no certificate ${domain.certificateArn} in this account.`];
  if (certificate.status !== 'ISSUED') {
    return [
      `The certificate of ${domain.name} is ${certificate.status}: make the records that ACM asks for.`,
    ];
  }
  const covers = (name: string) =>
    name === domain.name || (name.startsWith('*.') && name.slice(1) === domain.name.replace(/^[^.]+/, ''));
  if (certificate.names.some(covers)) return [];
  return [`The certificate is of ${certificate.names.join(', ')}, and not of ${domain.name}.`];
}

/** A cluster is encrypted as its snapshot is, whatever the template says, and stays so. */
function judgeSnapshot(options: Options, { region, stacks, snapshot }: Account): string[] {
  const { snapshot: id, stageName } = options;
  const made = stacks.get(stackName(stageName, 'data'))?.outputs['DatabaseSource'];
  if (id === undefined || made === databaseSource(options)) return [];
  if (snapshot === undefined) return [`There is no cluster snapshot ${id} in ${region}.`];
  if (snapshot.isEncrypted) return [];
  return [
    `The snapshot ${id} is not encrypted, and so the database would not be. Copy it and give the copy: aws rds copy-db-cluster-snapshot --source-db-cluster-snapshot-identifier ${id} --target-db-cluster-snapshot-identifier <new name> --kms-key-id alias/aws/rds`,
  ];
}
