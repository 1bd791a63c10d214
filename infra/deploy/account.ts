import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import { CloudFormationClient, paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeDBClusterSnapshotsCommand, RDSClient } from '@aws-sdk/client-rds';
import { GetServiceQuotaCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { CONCURRENCY, type Quota, quotas } from '../capacity/quotas.ts';
import type { Options } from '../options.ts';

interface DeployedStack {
  readonly status: string;
  readonly isProtected: boolean;
  readonly outputs: Readonly<Record<string, string>>;
}

/** The facts of an account and region that a deployment depends on. */
export interface Account {
  readonly id: string;
  readonly region: string;
  readonly stacks: ReadonlyMap<string, DeployedStack>;
  /** Functions that may run at a time: in all, and of those what is not reserved. */
  readonly concurrency: { readonly limit: number; readonly unreserved: number };
  /** Those of other services than Lambda, by their codes; empty when nobody says how many users there are. */
  readonly quotas: ReadonlyMap<string, number>;
  /** Undefined when none is asked for, or there is none of that ARN. */
  readonly certificate: { readonly status: string; readonly names: readonly string[] } | undefined;
  readonly snapshot: { readonly isEncrypted: boolean } | undefined;
}

/** The region that a deployment goes to. @throws Error when the shell names none. */
export const readRegion = (): Promise<string> => new STSClient().config.region();

/** Asks AWS, and changes nothing. @throws Error of the first call that fails, for another reason than "not found". */
export async function readAccount({ domain, snapshot, users }: Options, region: string): Promise<Account> {
  const { Account: id = '' } = await new STSClient().send(new GetCallerIdentityCommand());
  const [stacks, concurrency, granted, certificate, found] = await Promise.all([
    readStacks(),
    readConcurrency(),
    users === undefined ? new Map<string, number>() : readQuotas(),
    domain && readCertificate(domain.certificateArn),
    snapshot === undefined ? undefined : readSnapshot(snapshot),
  ]);
  return { id, region, stacks, concurrency, quotas: granted, certificate, snapshot: found };
}

async function readStacks(): Promise<Map<string, DeployedStack>> {
  const stacks = new Map<string, DeployedStack>();
  for await (const { Stacks = [] } of paginateDescribeStacks({ client: new CloudFormationClient() }, {})) {
    for (const { StackName = '', StackStatus = '', EnableTerminationProtection, Outputs = [] } of Stacks) {
      const outputs = Outputs.map(
        ({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue] as const,
      );
      stacks.set(StackName, {
        status: StackStatus,
        isProtected: EnableTerminationProtection === true,
        outputs: Object.fromEntries(outputs),
      });
    }
  }
  return stacks;
}

async function readConcurrency(): Promise<Account['concurrency']> {
  const { AccountLimit = {} } = await new LambdaClient().send(new GetAccountSettingsCommand());
  const { ConcurrentExecutions: limit = 0, UnreservedConcurrentExecutions: unreserved = 0 } = AccountLimit;
  return { limit, unreserved };
}

/** Service Quotas knows a quota's value from the day that it was raised; before, it is AWS's default. */
async function readQuotas(): Promise<Account['quotas']> {
  const client = new ServiceQuotasClient();
  const read = async ({ service: ServiceCode, code: QuotaCode, default: initial }: Quota) => {
    const command = new GetServiceQuotaCommand({ ServiceCode, QuotaCode });
    const answer = await client.send(command).catch(undefinedWhen('NoSuchResourceException'));
    return [QuotaCode, answer?.Quota?.Value ?? initial] as const;
  };
  return new Map(await Promise.all(quotas.filter((quota) => quota !== CONCURRENCY).map(read)));
}

/** CloudFront takes certificates of one region, which is not where the rest is. */
async function readCertificate(arn: string): Promise<Account['certificate']> {
  const client = new ACMClient({ region: 'us-east-1' });
  const command = new DescribeCertificateCommand({ CertificateArn: arn });
  const { Certificate } =
    (await client.send(command).catch(undefinedWhen('ResourceNotFoundException'))) ?? {};
  if (Certificate === undefined) return undefined;
  return { status: Certificate.Status ?? '', names: Certificate.SubjectAlternativeNames ?? [] };
}

async function readSnapshot(id: string): Promise<Account['snapshot']> {
  const command = new DescribeDBClusterSnapshotsCommand({ DBClusterSnapshotIdentifier: id });
  const answer = await new RDSClient().send(command).catch(undefinedWhen('DBClusterSnapshotNotFoundFault'));
  const [snapshot] = answer?.DBClusterSnapshots ?? [];
  return snapshot && { isEncrypted: snapshot.StorageEncrypted === true };
}

const undefinedWhen =
  (name: string) =>
  (error: unknown): undefined => {
    if (error instanceof Error && error.name === name) return undefined;
    throw error;
  };
