import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { reservedVariables } from '../../../infra/local/lambda/variables.ts';
import { startOwnSystem } from '../../support/system/own-system.ts';
import { proxyEvent } from './proxy-event.ts';
import { type Outcome, startRuntimeApi } from './runtime-api.ts';
import { runtimeClient } from './runtime-client.ts';

/** The delimiter between the prelude of a streamed response and its body. */
const DELIMITER = Buffer.alloc(8);

/** `npm run check:runtime`: the bundles work under the program that runs them on Lambda. */
async function main(): Promise<void> {
  const client = await runtimeClient();
  const system = await startOwnSystem();
  const call = (name: string, event: unknown) => invoke(client, system.dataApi.url, name, event);
  try {
    const health = buffered(await call('health', proxyEvent('GET', '/health')));
    assert.deepEqual([health.statusCode, health.body], [200, 'healthy']);
    console.log('buffered, no database   health                healthy');

    const created = buffered(await call('user/create', proxyEvent('POST', '/user/create', {})));
    const { id, password } = JSON.parse(created.body);
    assert.equal(created.statusCode, 200);
    console.log(`buffered, database      user/create           user ${id}`);

    const refused = buffered(await call('event/put', proxyEvent('PUT', '/event', { password })));
    assert.deepEqual(
      [refused.statusCode, refused.headers['content-type']],
      [400, 'application/problem+json'],
    );
    console.log(
      `buffered, a problem     event/put             ${JSON.parse(refused.body).errors.length} faults`,
    );

    const user = streamed(
      await call('user/get', proxyEvent('GET', '/user/{idOrLookup}', undefined, { idOrLookup: id })),
    );
    assert.equal(user.head.statusCode, 200);
    assert.equal(JSON.parse(user.body).id, id);
    console.log(`streamed                user/get              ${user.body.length} bytes`);

    const users = [{ userId: id, followSecret: 'none', since: '0001-01-01T00:00:00Z' }];
    const events = streamed(await call('event/get-many', proxyEvent('POST', '/events', { users })));
    assert.deepEqual(JSON.parse(events.body), { events: [], invalidFollowSecrets: ['none'] });
    console.log(`streamed                event/get-many        ${events.body}`);

    const unpaid = streamed(await call('ai/workout', proxyEvent('POST', '/ai/workout', {})));
    assert.equal(unpaid.head.statusCode, 401);
    assert.match(unpaid.head.headers['www-authenticate'], /^Bearer/);
    console.log('streamed, a problem     ai/workout            401 without a purchase token');

    const migrated = buffered(await call('migrate', {}));
    assert.deepEqual(migrated, { userData: [], rateLimit: [] });
    console.log('by a deployment         migrate               nothing to do');

    const purged = buffered(await call('purge', {}));
    assert.equal(purged.complete, true);
    console.log('by the clock            purge                 nothing to do');
  } finally {
    await system.stop();
  }
}

/** Starts a function, invokes it once and ends it. */
async function invoke(client: string, dataApiUrl: string, name: string, event: unknown): Promise<Outcome> {
  const api = await startRuntimeApi();
  const folder = resolve('dist', name);
  const runtime = spawn(process.execPath, [client], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...reservedVariables(name, folder, 512),
      AWS_LAMBDA_RUNTIME_API: api.address,
      AWS_ENDPOINT_URL_RDS_DATA: dataApiUrl,
      PATH: process.env['PATH'],
    },
  });
  const ended = once(runtime, 'exit').then(([code]) => {
    throw new Error(`The runtime ended with ${code} before ${name} had responded.`);
  });
  try {
    return await Promise.race([api.invoke(event), ended]);
  } finally {
    ended.catch(() => {});
    runtime.kill('SIGKILL');
    await api.stop();
  }
}

function buffered({ kind, isStreamed, body }: Outcome) {
  assert.deepEqual([kind, isStreamed], ['response', false], body.toString());
  return JSON.parse(body.toString());
}

function streamed({ kind, isStreamed, contentType, body }: Outcome) {
  assert.deepEqual([kind, isStreamed], ['response', true], body.toString());
  assert.equal(contentType, 'application/vnd.awslambda.http-integration-response');
  const end = body.indexOf(DELIMITER);
  assert.ok(end > 0, 'the delimiter');
  const head = JSON.parse(body.subarray(0, end).toString());
  return { head, body: body.subarray(end + DELIMITER.length).toString() };
}

await main();
