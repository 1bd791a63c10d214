import type { Node } from 'constructs';
import * as z from 'zod/mini';
import { flag, readSettings, settings } from '../lib/config.ts';
import { plannerSettings } from '../lib/planner-config.ts';
import { capacityChoices } from './stage-capacity.ts';
import { type StageName, stages } from './stages.ts';

const arn = (service: string) =>
  z.optional(
    z.string().check(z.regex(new RegExp(`^arn:aws[\\w-]*:${service}:`), `must be an ARN of ${service}`)),
  );

/**
 * Choices that belong to one stage: for another they would share its database or its name, and left out once they
 * would lose it. They stand in cdk.json, below `stages`, and nowhere else.
 */
const ownChoices = z.object({
  clusterArn: arn('rds'),
  secretArn: arn('secretsmanager'),
  snapshot: z.optional(z.string()),
  domainName: z.optional(z.string()),
  certificateArn: arn('acm:us-east-1'),
});

const POSITIVE = 'must be a number above 0';

/** Choices that may stand there, too, or be given for one synthesis with `-c name=value`. */
const anyChoices = z.object({
  dataApiUrl: z.optional(z.url('must be a URL')),
  architecture: z._default(z.enum(['arm64', 'x86_64'], 'must be arm64 or x86_64'), 'arm64'),
  firewall: z.optional(
    z
      .string()
      .check(
        z.regex(
          /^(true$|arn:aws[\w-]*:wafv2:us-east-1:)/,
          'must be true or the ARN of a web ACL of us-east-1',
        ),
      ),
  ),
  alarmEmail: z.optional(z.email('must be an e-mail address')),
  canary: z.optional(flag),
  monthlyBudget: z.optional(z.coerce.number(POSITIVE).check(z.positive(POSITIVE))),
  originKeys: z._default(
    z.string().check(z.regex(/^[1-9]\d*(,[1-9]\d*)?$/, 'must be one or two versions, as in 1,2')),
    '1',
  ),
  reserveConcurrency: z.optional(flag),
  standby: z.optional(flag),
  release: z._default(z.enum(['gradual', 'at-once'], 'must be gradual or at-once'), 'gradual'),
  firstDeployment: z.optional(flag),
});

const choicesSchema = z.extend(z.extend(ownChoices, anyChoices.shape), capacityChoices.shape);

export type StageChoices = z.infer<typeof choicesSchema>;

export const ownNames = Object.keys(ownChoices.shape);
const settingNames = [...Object.keys(settings.shape), ...Object.keys(plannerSettings.shape)];
/** All that can be chosen for a stage, apart from which one it is. */
export const choiceNames = [...Object.keys(choicesSchema.shape), ...settingNames];

type Texts = Readonly<Record<string, string>>;

/** The choices that two stages must not share. */
const UNSHARED = ['clusterArn', 'secretArn', 'domainName'];

const isStage = (name: string): name is StageName => Object.hasOwn(stages, name);

/** The stage that is asked for. @throws Error for an unknown one. */
export function readStageName(node: Node): StageName {
  const name: unknown = node.tryGetContext('stage') ?? 'dev';
  if (typeof name === 'string' && isStage(name)) return name;
  throw new Error(`stage: must be one of ${Object.keys(stages).join(', ')}.`);
}

/**
 * All that is chosen for a stage, as text: its own entry in cdk.json before what is there, or on the command line, for
 * all stages.
 *
 * @throws Error that names what belongs to one stage and stands elsewhere, or is of two, or is no choice.
 */
export function readTexts(node: Node, stageName: StageName): Texts {
  const everybodys = present(choiceNames.map((name) => [name, node.tryGetContext(name)]));
  for (const name of ownNames) {
    if (everybodys[name] === undefined) continue;
    throw new Error(`${name} belongs to one stage: write it into cdk.json, "context": { "stages": { … } }.`);
  }
  const entries = readEntries(node);
  expectUnshared(entries);
  return { ...everybodys, ...entries.get(stageName) };
}

/** @throws Error that names each choice that is wrong. */
export const readChoices = (texts: Texts): StageChoices => readSettings(choicesSchema, texts);

function readEntries(node: Node): Map<string, Texts> {
  const context: unknown = node.tryGetContext('stages') ?? {};
  const given = typeof context === 'string' ? parse(context) : context;
  const entries = z.record(z.string(), z.record(z.string(), z.unknown())).safeParse(given);
  if (!entries.success) throw new Error('stages: must be an object of stages, each an object of choices.');
  return new Map(Object.entries(entries.data).map(([stage, choices]) => [stage, checked(stage, choices)]));
}

/** A misspelt name would leave out what it is to keep. */
function checked(stage: string, choices: Readonly<Record<string, unknown>>): Texts {
  if (!isStage(stage)) throw new Error(`stages.${stage}: there is no such stage.`);
  for (const name of Object.keys(choices)) {
    if (!choiceNames.includes(name)) throw new Error(`stages.${stage}.${name}: there is no such choice.`);
  }
  return present(Object.entries(choices));
}

function expectUnshared(entries: ReadonlyMap<string, Texts>): void {
  for (const name of UNSHARED) {
    const owners = new Map<string, string>();
    for (const [stage, { [name]: value }] of entries) {
      if (value === undefined) continue;
      const other = owners.get(value);
      if (other !== undefined) throw new Error(`${name}: ${other} and ${stage} must not share one.`);
      owners.set(value, stage);
    }
  }
}

const present = (entries: readonly (readonly [string, unknown])[]): Texts =>
  Object.fromEntries(
    entries
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
