/** A request as IAM sees it. */
export interface IamRequest {
  /** Of a service, or an account's number. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Condition keys and their values. */
  readonly context: Readonly<Record<string, string>>;
}

/** Stands for a value that only a deployment knows. */
const pseudoParameters: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-1',
  'AWS::AccountId': '123456789012',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** A value of a template as a deployment would make it; another resource is known by its logical id. */
export function resolve(value: any): any {
  if (Array.isArray(value)) return value.map(resolve);
  if (typeof value !== 'object' || value === null) return value;
  if ('Ref' in value) return pseudoParameters[value.Ref] ?? value.Ref;
  if ('Fn::GetAtt' in value) return value['Fn::GetAtt'].join('.');
  if ('Fn::Join' in value) return resolve(value['Fn::Join'][1]).join(value['Fn::Join'][0]);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolve(each)]));
}

const isLike = (pattern: string, value: string | undefined) =>
  value !== undefined &&
  new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(value);

const isOneOf = (patterns: string | string[], value: string) =>
  [patterns].flat().some((pattern) => isLike(pattern, value));

const operators: Readonly<Record<string, (expected: string, given: string | undefined) => boolean>> = {
  ArnLike: isLike,
  StringEquals: (expected, given) => expected === given,
  Bool: (expected, given) => expected === given,
};

function holds(condition: Record<string, Record<string, string>> = {}, { context }: IamRequest): boolean {
  return Object.entries(condition).every(([operator, keys]) => {
    const compare = operators[operator];
    if (compare === undefined) throw new Error(`The condition ${operator} is not known here.`);
    return Object.entries(keys).every(([key, expected]) => compare(expected, context[key]));
  });
}

function namesPrincipal(principal: any, asked: string): boolean {
  if (principal === '*') return true;
  const { Service = [], AWS = [] } = principal;
  const accounts = [AWS].flat().map((arn: string) => (arn === '*' ? asked : (arn.split(':')[4] ?? arn)));
  return [...[Service].flat(), ...accounts].includes(asked);
}

/** Whether a resource's policy lets a request pass: something allows it, and nothing denies it. */
export function allows(policy: any, request: IamRequest): boolean {
  const applying = resolve(policy).Statement.filter(
    (statement: any) =>
      namesPrincipal(statement.Principal, request.principal) &&
      isOneOf(statement.Action, request.action) &&
      isOneOf(statement.Resource, request.resource) &&
      holds(statement.Condition, request),
  );
  const effects = new Set(applying.map(({ Effect }: any) => Effect));
  return effects.has('Allow') && !effects.has('Deny');
}
