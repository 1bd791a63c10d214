import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startGateway } from '../../../../infra/local/gateway/index.ts';
import { eventually } from '../../../support/local/eventually.ts';
import { echo, gatewayOf, route } from '../../../support/local/gateway.ts';

const slow = `export const handler = async () => {
  console.info('begun');
  await new Promise((resolve) => setTimeout(resolve, 300));
  return { statusCode: 200, body: 'finished' };
};`;

test('a port in use is named in the error', async () => {
  const { gateway, host } = await gatewayOf([], {});
  const port = Number(new URL(gateway.url).port);
  await expect(startGateway({ routes: [], host, port })).rejects.toThrow(`Port ${port} is in use: `);
});

test('stop lets a running request finish and closes idle connections', async () => {
  const { gateway, url, logs } = await gatewayOf([route('f', '/f')], { f: slow });
  const idle = connect(Number(new URL(url).port), '127.0.0.1');
  const idleClosed = new Promise((resolve) => idle.once('close', resolve));
  idle.on('error', () => {});
  const response = fetch(`${url}/f`);
  await eventually(() => logs).toHaveLength(1);
  await gateway.stop();
  expect(await (await response).text()).toBe('finished');
  await idleClosed;
  await expect(fetch(`${url}/f`)).rejects.toThrow();
});

test('stop does not wait forever', async () => {
  const { gateway, url, logs, records } = await gatewayOf(
    [route('f', '/f')],
    { f: "export const handler = () => { console.info('begun'); return new Promise(() => {}); };" },
    { limits: { stopMilliseconds: 100 } },
  );
  const response = fetch(`${url}/f`).catch(() => 'closed');
  await eventually(() => logs).toHaveLength(1);
  await gateway.stop();
  expect(await response).toBe('closed');
  expect(records).toMatchObject([{ complete: false }]);
});

test('a connection is kept for further requests', async () => {
  const { url } = await gatewayOf([route('f', '/f')], { f: echo });
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const responses: string[] = [];
  socket.on('data', (data) => responses.push(String(data)));
  const request = 'GET /f HTTP/1.1\r\nHost: a\r\n\r\n';
  socket.write(request);
  await eventually(() => responses.join('').match(/HTTP\/1\.1 200/g)?.length).toBe(1);
  socket.write(request.replace('/f', '/nope'));
  await eventually(() => responses.join('')).toContain('HTTP/1.1 404');
  socket.write(request);
  await eventually(() => responses.join('').match(/HTTP\/1\.1 200/g)?.length).toBe(2);
  expect(socket.destroyed).toBe(false);
  socket.destroy();
});

test('many requests at once each get their own response', async () => {
  const { url } = await gatewayOf([route('f', '/f/{n}')], { f: echo });
  const numbers = Array.from({ length: 50 }, (_, n) => String(n));
  const events = await Promise.all(numbers.map(async (n) => (await fetch(`${url}/f/${n}`)).json()));
  expect(events).toMatchObject(numbers.map((n) => ({ pathParameters: { n } })));
});
