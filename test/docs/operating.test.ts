import { expect, test } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { readDocument } from '../support/docs/markdown.ts';

const { text } = readDocument('infra/operating.md');
const { database, throttle } = stages.prod;

test('a database is restored with the capacity that production has', () => {
  const { minimumCapacity, maximumCapacity, pausesAfterMinutes } = database;
  const scaling = `MinCapacity=${minimumCapacity},MaxCapacity=${maximumCapacity},SecondsUntilAutoPause=${pausesAfterMinutes * 60}`;
  expect(text).toContain(`--serverless-v2-scaling-configuration ${scaling} `);
});

test('the API is opened again with the throttle that production has', () => {
  expect(text).toContain(`\nthrottle ${throttle.rate} ${throttle.burst}\n`);
});
