import { expect, test } from 'vitest';
import { routes } from '../../../lib/contract/index.ts';
import { synthesized } from '../../support/cdk/synthesized.ts';
import { gatewayOf } from '../../support/local/gateway.ts';

// What API Gateway responds by itself stands once, in lib/contract/gateway.ts. Here the synthesized template and the
// stand-in, which are both made from it, are held against each other, response by response.

interface Expected {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

const system = synthesized();

/** @param parameters a mapping of the template's, whose names end in the header's and whose values are quoted. */
const headersOf = (parameters: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name.split('.').at(-1)?.toLowerCase(),
      value.slice(1, -1),
    ]),
  );

const bodyOf = (templates?: Record<string, string>) => {
  const text = templates?.['application/json'];
  return text === undefined || text === '' ? '' : JSON.parse(text);
};

/** A response of the template for whatever goes wrong before a method is reached, or behind it. */
function gatewayResponse(type: string): Expected {
  const found = system
    .resources('AWS::ApiGateway::GatewayResponse')
    .find(({ Properties }) => Properties['ResponseType'] === type);
  const { StatusCode, ResponseParameters, ResponseTemplates } = found?.Properties ?? {};
  return {
    status: Number(StatusCode),
    headers: headersOf(ResponseParameters),
    body: bodyOf(ResponseTemplates),
  };
}

/** The response of a method of `/event` that needs no function. */
function mockResponse(method: string): Expected {
  const { Ref: event } =
    system
      .resources('AWS::ApiGateway::Method')
      .find(
        ({ Properties }) =>
          Properties['HttpMethod'] === 'PUT' && JSON.stringify(Properties['ResourceId']).includes('event'),
      )?.Properties['ResourceId'] ?? {};
  const found = system
    .resources('AWS::ApiGateway::Method')
    .find(({ Properties }) => Properties['HttpMethod'] === method && Properties['ResourceId'].Ref === event);
  const [response] = found?.Properties['Integration'].IntegrationResponses ?? [];
  return {
    status: Number(response.StatusCode),
    headers: headersOf(response.ResponseParameters),
    body: bodyOf(response.ResponseTemplates),
  };
}

/** Of the connection, of one request, or of no meaning to an API's client. */
const CONNECTION = [
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'x-amzn-requestid',
  'x-amz-apigw-id',
];

async function toExpected(response: Response): Promise<Expected> {
  const headers = Object.fromEntries(response.headers);
  for (const name of CONNECTION) delete headers[name];
  const text = await response.text();
  if (text === '') return { status: response.status, headers, body: '' };
  const { requestId, ...problem } = JSON.parse(text);
  expect(requestId).toBe(response.headers.get('x-amz-apigw-id'));
  return { status: response.status, headers, body: { ...problem, requestId: '$context.extendedRequestId' } };
}

const failing = "export const handler = async () => { throw new Error('failed'); };";
const hanging = 'export const handler = () => new Promise(() => {});';

const gateway = (source = failing, limits = {}) => gatewayOf(routes, { 'event/put': source }, { limits });

const cases: readonly [string, () => Expected, () => Promise<Response>][] = [
  [
    'a preflight',
    () => mockResponse('OPTIONS'),
    async () => fetch(`${(await gateway()).url}/v2/event`, { method: 'OPTIONS' }),
  ],
  [
    'a method that the path does not take',
    () => mockResponse('ANY'),
    async () => fetch(`${(await gateway()).url}/v2/event`, { method: 'DELETE' }),
  ],
  [
    'an unknown path',
    () => gatewayResponse('MISSING_AUTHENTICATION_TOKEN'),
    async () => fetch(`${(await gateway()).url}/v2/nothing`),
  ],
  [
    'a body that is too large',
    () => gatewayResponse('REQUEST_TOO_LARGE'),
    async () =>
      fetch(`${(await gateway()).url}/v2/event`, { method: 'PUT', body: 'x'.repeat(11 * 1024 * 1024) }),
  ],
  [
    'a function that fails',
    () => gatewayResponse('INTEGRATION_FAILURE'),
    async () => fetch(`${(await gateway()).url}/v2/event`, { method: 'PUT', body: '{}' }),
  ],
  [
    'a function that does not respond',
    () => gatewayResponse('INTEGRATION_TIMEOUT'),
    async () =>
      fetch(`${(await gateway(hanging, { bufferedMilliseconds: 300 })).url}/v2/event`, {
        method: 'PUT',
        body: '{}',
      }),
  ],
];

test.for(cases)('%s gets the same response on AWS and here', async ([, expected, request]) => {
  expect(await toExpected(await request())).toEqual(expected());
});

test('a gateway that fails by itself responds as on AWS', async () => {
  const { host } = await gateway();
  const broken = { ...host, invoke: () => Promise.reject(new Error('broken')) };
  const { url } = await gatewayOf(routes, {}, { host: broken });
  const response = await fetch(`${url}/v2/event`, { method: 'PUT', body: '{}' });
  expect(await toExpected(response)).toEqual(gatewayResponse('DEFAULT_5XX'));
});
