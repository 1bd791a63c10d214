import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type AppProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type CloudAssembly, DISABLE_METADATA_STACK_TRACE } from 'aws-cdk-lib/cx-api';
import { toId } from '../../../infra/constructs/naming.ts';
import { addLiftLog } from '../../../infra/liftlog.ts';
import { ownNames } from '../../../infra/stage-choices.ts';

/** A resource in a template. */
export interface Resource {
  readonly id: string;
  readonly stack: string;
  readonly Type: string;
  readonly Properties: Record<string, any>;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: string[];
  readonly UpdatePolicy?: Record<string, any>;
  readonly Metadata?: Record<string, any>;
}

/** One of our Lambda functions. */
export interface Lambda extends Resource {
  /** Of the function, below `functions/`. */
  readonly name: string;
  /** The folder that is uploaded, below the assembly's. */
  readonly folder: string;
}

export interface Synthesized {
  readonly assembly: CloudAssembly;
  /** By the stack's name without `liftlog-<stage>-`. */
  readonly templates: ReadonlyMap<string, Template>;
  /** Of one stack. @throws Error when there is none of that name. */
  readonly template: (stack: string) => Template;
  /** Of all stacks, with what they refer to each other by. */
  resources(type?: string): Resource[];
  /** The functions but CDK's own. */
  lambdas(): Lambda[];
}

const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
/** As the command line sets them, but without where in the sources each construct is made, which takes longest. */
const metadata = {
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:enable-asset-metadata': true,
  [DISABLE_METADATA_STACK_TRACE]: true,
};
/** Of all apps of this process. */
const folder = mkdtempSync(join(tmpdir(), 'liftlog-cdk-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const made = new Map<string, Synthesized>();

/** The system for these choices; no rules are checked, which would take longer than all the rest. */
export function synthesized(choices: Record<string, string> = {}): Synthesized {
  const key = JSON.stringify({ stage: 'dev', ...choices });
  // Synthesizing takes a second.
  const known = made.get(key) ?? synthesize(choices);
  made.set(key, known);
  return known;
}

/** An app as cdk.json makes it, in a folder of its own. What belongs to a stage is in the stage's entry. */
export function newApp(choices: Record<string, string>, options: AppProps = {}): App {
  const outdir = mkdtempSync(join(folder, 'app-'));
  const { stage = 'dev' } = choices;
  const isOwn = ([name]: readonly [string, string]) => ownNames.includes(name);
  const own = Object.fromEntries(Object.entries(choices).filter(isOwn));
  const others = Object.fromEntries(Object.entries(choices).filter((choice) => !isOwn(choice)));
  const stages = Object.keys(own).length > 0 ? { stages: { [stage]: own } } : {};
  const given = { ...context, ...metadata, ...stages, ...others, ...options.context };
  return new App({ ...options, outdir, context: given });
}

function synthesize(choices: Record<string, string>): Synthesized {
  const app = newApp(choices, { builtinCloudFormationValidation: false });
  addLiftLog(app);
  const assembly = app.synth();
  const { stage = 'dev' } = choices;
  const templates = new Map(
    assembly.stacks.map(({ stackName, template }) => [
      stackName.replace(`liftlog-${stage}-`, ''),
      Template.fromJSON(template),
    ]),
  );
  const all = [...templates].flatMap(([stack, template]) =>
    Object.entries<any>(template.toJSON()['Resources']).map(
      ([id, resource]): Resource => Object.assign(resource, { stack, id }),
    ),
  );
  return {
    assembly,
    templates,
    template: (stack) => {
      const template = templates.get(stack);
      if (template === undefined) throw new Error(`There is no stack ${stack}.`);
      return template;
    },
    resources: (type) => all.filter(({ Type }) => type === undefined || Type === type),
    lambdas: () => all.filter(({ Type }) => Type === 'AWS::Lambda::Function').flatMap(toLambda),
  };
}

function toLambda(resource: Resource): Lambda[] {
  const [, id] = resource.Metadata?.['aws:cdk:path'].split('/') ?? [];
  const name = functionNames.find((each) => toId(each) === id);
  return name === undefined ? [] : [{ ...resource, name, folder: resource.Metadata?.['aws:asset:path'] }];
}

/** All functions, by their files below `functions/`. */
export const functionNames = globSync('**/*.ts', { cwd: 'functions' }).map((file) =>
  file.replaceAll('\\', '/').replace(/\.ts$/, ''),
);
