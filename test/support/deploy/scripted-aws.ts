import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '../../../infra/local/listen.ts';

/** The facts of an account. Each test changes some of those of an account that is ready for a deployment. */
export interface ScriptedAccount {
  readonly stacks: readonly ScriptedStack[];
  readonly concurrency: { readonly limit: number; readonly unreserved: number };
  /** The quotas that were raised, by their codes. */
  readonly quotas?: Readonly<Record<string, number>>;
  readonly certificate?: { readonly status: string; readonly names: readonly string[] };
  readonly snapshot?: { readonly encrypted: boolean };
}

export interface ScriptedStack {
  readonly name: string;
  readonly status?: string;
  readonly isProtected?: boolean;
  readonly outputs?: Readonly<Record<string, string>>;
}

export const bootstrapped: ScriptedStack = { name: 'CDKToolkit', outputs: { BootstrapVersion: '30' } };

/** An account as AWS gives it, but for the CDK's bootstrap. */
export const untouched: ScriptedAccount = {
  stacks: [bootstrapped],
  concurrency: { limit: 10, unreserved: 10 },
};

export interface ScriptedAws {
  readonly url: string;
  readonly script: (account: ScriptedAccount) => void;
  readonly stop: () => void;
}

/** The few calls of AWS's APIs that a check makes, as far as its answers are read. */
export async function startScriptedAws(): Promise<ScriptedAws> {
  let account = untouched;
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    const action = new URLSearchParams(body).get('Action');
    const [target] = [request.headers['x-amz-target']].flat();
    const { status, content } = answer(action ?? target ?? request.url ?? '', body, account);
    response.writeHead(status, { 'content-type': content.startsWith('<') ? 'text/xml' : 'application/json' });
    response.end(content);
  };
  const server = createServer((request, response) => void respond(request, response));
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    script: (next) => void (account = next),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answer(
  operation: string,
  body: string,
  account: ScriptedAccount,
): { status: number; content: string } {
  const { stacks, concurrency, certificate, snapshot, quotas = {} } = account;
  if (operation === 'GetCallerIdentity') return xml(operation, '<Account>123456789012</Account>');
  if (operation === 'DescribeStacks') {
    return xml(operation, `<Stacks>${stacks.map(stackXml).join('')}</Stacks>`);
  }
  if (operation === 'DescribeDBClusterSnapshots') {
    if (snapshot === undefined) return failure(404, 'DBClusterSnapshotNotFoundFault');
    const { encrypted } = snapshot;
    const member = `<DBClusterSnapshot><StorageEncrypted>${encrypted}</StorageEncrypted></DBClusterSnapshot>`;
    return xml(operation, `<DBClusterSnapshots>${member}</DBClusterSnapshots>`);
  }
  if (operation.endsWith('/account-settings')) {
    const { limit: ConcurrentExecutions, unreserved: UnreservedConcurrentExecutions } = concurrency;
    return json({ AccountLimit: { ConcurrentExecutions, UnreservedConcurrentExecutions } });
  }
  if (operation === 'ServiceQuotasV20190624.GetServiceQuota') {
    const Value = quotas[JSON.parse(body).QuotaCode];
    return Value === undefined
      ? json({ __type: 'NoSuchResourceException' }, 400)
      : json({ Quota: { Value } });
  }
  if (operation === 'CertificateManager.DescribeCertificate') {
    if (certificate === undefined) return json({ __type: 'ResourceNotFoundException' }, 400);
    const { status: Status, names: SubjectAlternativeNames } = certificate;
    return json({ Certificate: { Status, SubjectAlternativeNames } });
  }
  return failure(400, 'InvalidAction');
}

const json = (value: unknown, status = 200) => ({ status, content: JSON.stringify(value) });

const xml = (action: string, result: string) => ({
  status: 200,
  content: `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`,
});

const failure = (status: number, code: string) => ({
  status,
  content: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code></Error></ErrorResponse>`,
});

const stackXml = ({ name, status = 'CREATE_COMPLETE', isProtected = false, outputs = {} }: ScriptedStack) => {
  const members = Object.entries(outputs).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  return `<member><StackName>${name}</StackName><StackStatus>${status}</StackStatus><CreationTime>2026-01-01T00:00:00Z</CreationTime><EnableTerminationProtection>${isProtected}</EnableTerminationProtection><Outputs>${members.join('')}</Outputs></member>`;
};
