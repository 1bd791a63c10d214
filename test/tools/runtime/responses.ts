import assert from 'node:assert/strict';
import type { Outcome } from './runtime-api.ts';

/** The delimiter between the prelude of a streamed response and its body. */
const DELIMITER = Buffer.alloc(8);

/** A buffered response. */
export function buffered({ kind, isStreamed, body }: Outcome) {
  assert.deepEqual([kind, isStreamed], ['response', false], body.toString());
  return JSON.parse(body.toString());
}

/** A streamed response that is complete. */
export function streamed(outcome: Outcome) {
  assert.equal(outcome.brokenOffBy, undefined);
  return streamedSoFar(outcome);
}

/** A streamed response that says itself that it is not complete. */
export function brokenOff(outcome: Outcome) {
  assert.notEqual(outcome.brokenOffBy, undefined);
  return { ...streamedSoFar(outcome), error: outcome.brokenOffBy };
}

function streamedSoFar({ kind, isStreamed, contentType, body }: Outcome) {
  assert.deepEqual([kind, isStreamed], ['response', true], body.toString());
  assert.equal(contentType, 'application/vnd.awslambda.http-integration-response');
  const end = body.indexOf(DELIMITER);
  assert.ok(end > 0, 'the delimiter');
  const head = JSON.parse(body.subarray(0, end).toString());
  return { head, body: body.subarray(end + DELIMITER.length).toString() };
}
