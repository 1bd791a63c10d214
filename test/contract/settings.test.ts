import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { localSettings } from '../../infra/local/config.ts';
import { canarySettings } from '../../lib/canary-config.ts';
import * as configuration from '../../lib/config.ts';
import * as plannerConfiguration from '../../lib/planner-config.ts';

/** Every set of settings that the configuration declares. */
const declared: z.ZodMiniObject[] = [
  ...Object.values(configuration),
  ...Object.values(plannerConfiguration),
  canarySettings,
  localSettings,
].filter((value) => value instanceof z.ZodMiniObject);
const shape = Object.assign({}, ...declared.map((schema) => schema.shape));
const example = parseEnv(readFileSync('.env.example', 'utf8'));

test('.env.example names every setting, and no other', () => {
  expect(Object.keys(example).toSorted()).toEqual(Object.keys(shape).toSorted());
});

test.for(declared.map((schema) => [Object.keys(schema.shape).join(', '), schema] as const))(
  '.env.example shows the defaults of %s',
  ([, schema]) => {
    expect(configuration.readSettings(schema, example)).toEqual(configuration.readSettings(schema, {}));
  },
);

test('white space around a setting or a secret does not count', () => {
  const secrets = { WEB_AUTH_API_KEY: 'the-key\n', OPENAI_API_KEY: ' sk\r\n', APPLE_SHARED_SECRET: '\n' };
  expect(configuration.readSettings(plannerConfiguration.secretSettings, secrets)).toEqual({
    WEB_AUTH_API_KEY: 'the-key',
    OPENAI_API_KEY: 'sk',
  });
});

test('a setting that is out of bounds is named, and its value is not quoted', () => {
  const read = () =>
    configuration.readSettings(configuration.settings, { EVENT_PAYLOAD_MAX_BYTES: 'seventeen' });
  expect(read).toThrow(/EVENT_PAYLOAD_MAX_BYTES/);
  expect(read).not.toThrow(/seventeen/);
});

const isText = (name: string) => shape[name].safeParse('no number, URL or ARN').success;

test.for(Object.keys(shape).filter((name) => !isText(name)))('%s says what it must be', (name) => {
  const schema = declared.find((each) => name in each.shape);
  if (schema === undefined) throw new Error(`No schema has ${name}.`);
  const read = () => configuration.readSettings(schema, { [name]: 'no number, URL or ARN' });
  expect(read).toThrow(new RegExp(`${name}: must be [\\w ,.:/@-]+$`));
});
