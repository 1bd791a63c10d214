import { isIPv4 } from 'node:net';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../support/docs/markdown.ts';

/** A zone that is named like this; the examples are of it, and of its subdomain. */
const APEX = 'example.com';
/** Of every alias of CloudFront. Source: "Amazon CloudFront endpoints and quotas", AWS General Reference. */
const CLOUDFRONT_ZONE = 'Z2FDTNDATAQYW2';

interface RecordSet {
  readonly Name: string;
  readonly Type: string;
  readonly TTL?: number;
  readonly SetIdentifier?: string;
  readonly Weight?: number;
  readonly ResourceRecords?: readonly { readonly Value: string }[];
  readonly AliasTarget?: Readonly<Record<string, unknown>>;
}

interface Change {
  readonly Action: 'CREATE' | 'DELETE' | 'UPSERT';
  readonly ResourceRecordSet: RecordSet;
}

const keyOf = ({ Name, Type, SetIdentifier = '' }: RecordSet) => `${Name} ${Type} ${SetIdentifier}`;

/**
 * Makes a change of a zone as Route 53 does: the whole batch or nothing. Source: "ChangeResourceRecordSets" and
 * "ResourceRecordSet", Amazon Route 53 API Reference.
 *
 * @throws Error that says what is refused.
 */
function apply(zone: readonly RecordSet[], changes: readonly Change[]): RecordSet[] {
  const records = new Map(zone.map((record) => [keyOf(record), record]));
  for (const { Action, ResourceRecordSet: record } of changes) {
    const key = keyOf(record);
    const found = records.get(key);
    if (Action === 'CREATE' && found !== undefined) throw new Error(`${key} is there already.`);
    if (Action === 'DELETE') {
      if (JSON.stringify(found) !== JSON.stringify(record))
        throw new Error(`${key} is not as it is deleted.`);
      records.delete(key);
    } else records.set(key, record);
  }
  const after = [...records.values()];
  for (const record of after) checkRecord(record);
  for (const [name, group] of Map.groupBy(after, ({ Name }) => Name)) checkName(name, group);
  return after;
}

function checkRecord({
  Name,
  Type,
  TTL,
  Weight,
  SetIdentifier,
  ResourceRecords,
  AliasTarget,
}: RecordSet): void {
  const refuse = (reason: string) => {
    throw new Error(`${Name} ${Type}: ${reason}`);
  };
  if (Type === 'CNAME' && Name === APEX) refuse('the apex can have no CNAME.');
  if ((Weight === undefined) !== (SetIdentifier === undefined)) refuse('a weight needs an identifier.');
  if (Weight !== undefined && !(Number.isInteger(Weight) && Weight >= 0 && Weight <= 255)) refuse('weight');
  if (AliasTarget === undefined) {
    if (TTL === undefined || ResourceRecords?.length !== 1) refuse('a record has a TTL and a value.');
    if (Type === 'A' && !isIPv4(ResourceRecords?.[0]?.Value ?? ''))
      refuse('an A record has an IPv4 address.');
  } else {
    if (TTL !== undefined || ResourceRecords !== undefined) refuse('an alias has no TTL and no value.');
    expect(AliasTarget).toEqual({
      HostedZoneId: CLOUDFRONT_ZONE,
      DNSName: expect.stringMatching(/\.cloudfront\.net$/),
      EvaluateTargetHealth: false,
    });
  }
}

function checkName(name: string, group: readonly RecordSet[]): void {
  const types = new Set(group.map(({ Type }) => Type));
  if (types.has('CNAME') && types.size > 1) throw new Error(`${name}: a CNAME stands alone.`);
  for (const [type, sets] of Map.groupBy(group, ({ Type }) => Type)) {
    const isWeighted = sets.some(({ Weight }) => Weight !== undefined);
    if (sets.length > 1 && sets.some(({ Weight }) => Weight === undefined)) {
      throw new Error(`${name} ${type}: a simple record beside others.`);
    }
    const times = new Set(sets.flatMap(({ TTL }) => TTL ?? []));
    if (times.size > 1) throw new Error(`${name} ${type}: weighted records have one TTL.`);
    const sum = sets.reduce((total, { Weight = 0 }) => total + Weight, 0);
    // Route 53 then answers with each as often, whatever was meant.
    if (isWeighted && sum === 0) throw new Error(`${name} ${type}: all weights are 0.`);
  }
}

const { text } = readDocument('infra/moving-over.md');

/** The batches of a section, in order, each by its file's name. */
function batches(heading: string): { file: string; changes: Change[] }[] {
  const [, after = ''] = text.split(`# ${heading}\n`);
  const [section = ''] = after.split(/^#+ /m);
  return [...section.matchAll(/cat > (\S+\.json) << 'END'\n(.*?)\nEND$/gms)].map(
    ([, file = '', json = '']) => ({
      file,
      changes: JSON.parse(json).Changes,
    }),
  );
}

/** The record of the C# server, which the first change deletes. */
const before = (changes: readonly Change[]) =>
  changes.filter(({ Action }) => Action === 'DELETE').map(({ ResourceRecordSet }) => ResourceRecordSet);

describe.for([
  ['A name with a CNAME', 'CNAME'],
  ['A name with addresses', 'A'],
] as const)('%s', ([heading, type]) => {
  const steps = batches(heading);

  test('moves over in three changes that Route 53 makes, one after another', () => {
    expect(steps.map(({ file }) => file)).toEqual(['begin.json', 'share.json', 'end.json']);
    let zone = before(steps[0]?.changes ?? []);
    expect(zone.map(({ Type }) => Type)).toEqual([type]);
    const shares = steps.map(({ changes }) => {
      zone = apply(zone, changes);
      return zone.map(({ Type, SetIdentifier, Weight }) => [Type, SetIdentifier, Weight]);
    });
    expect(shares).toEqual([
      [
        [type, 'csharp', 95],
        [type, 'lambda', 5],
      ],
      [
        [type, 'csharp', 0],
        [type, 'lambda', 100],
      ],
      [
        ['A', undefined, undefined],
        ['AAAA', undefined, undefined],
      ],
    ]);
  });

  test('each change is made by a command', () => {
    for (const { file } of steps) {
      expect(text).toContain(`--hosted-zone-id $zone --change-batch file://${file}`);
    }
  });
});

test('the record that proves the name is one that Route 53 takes', () => {
  const [step] = batches('The certificate');
  expect(apply([], step?.changes ?? [])).toHaveLength(1);
});

const weighted = (Type: string, SetIdentifier: string, more: object): Change => ({
  Action: 'CREATE',
  ResourceRecordSet: {
    Name: APEX,
    Type,
    TTL: 60,
    SetIdentifier,
    Weight: 1,
    ResourceRecords: [{ Value: Type === 'A' ? '192.0.2.10' : 'csharp.example.net' }],
    ...more,
  },
});

test.for([
  ['a CNAME at the apex', [weighted('CNAME', 'one', {})], /apex/],
  [
    'a CNAME beside an A',
    [
      weighted('A', 'one', { Name: 'api.example.com' }),
      weighted('CNAME', 'two', { Name: 'api.example.com' }),
    ],
    /stands alone/,
  ],
  ['two times to live', [weighted('A', 'one', {}), weighted('A', 'two', { TTL: 300 })], /one TTL/],
  ['one identifier twice', [weighted('A', 'one', {}), weighted('A', 'one', {})], /there already/],
  ['a weight above 255', [weighted('A', 'one', { Weight: 256 })], /weight/],
  ['nothing but weights of 0', [weighted('A', 'one', { Weight: 0 })], /all weights/],
] as const)('%s would be refused', ([, changes, reason]) => {
  expect(() => apply([], changes)).toThrow(reason);
});
