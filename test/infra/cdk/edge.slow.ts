import { runInNewContext } from 'node:vm';
import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { synthesized } from '../../support/cdk/synthesized.ts';

const system = synthesized({
  domainName: 'api.example.com',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-1111-4111-8111-111111111111',
  firewall: 'true',
});
const [distribution] = system.resources('AWS::CloudFront::Distribution');
const config = distribution?.Properties['DistributionConfig'];

/** Where CloudFront sends a path: the first pattern that fits wins. */
function routeOf(path: string) {
  const fits = ({ PathPattern }: { PathPattern: string }) =>
    new RegExp(`^${PathPattern.replaceAll('*', '.*')}$`).test(path);
  const behavior = config.CacheBehaviors.find(fits) ?? config.DefaultCacheBehavior;
  const origin = config.Origins.find(({ Id }: { Id: string }) => Id === behavior.TargetOriginId);
  const host = JSON.stringify(origin.DomainName);
  const headers = system
    .resources('AWS::CloudFront::ResponseHeadersPolicy')
    .find(({ id }) => id === behavior.ResponseHeadersPolicyId.Ref)?.Properties['ResponseHeadersPolicyConfig'];
  return {
    api: host.includes('RestApi') ? 'rest' : host.includes('SocketsApi') ? 'sockets' : host,
    path: `${origin.OriginPath ?? ''}${rewritten(path, behavior)}`,
    cached: typeof behavior.CachePolicyId !== 'string',
    challenges: headers.CustomHeadersConfig !== undefined,
  };
}

/** The path that the functions of a behavior make of a path. */
function rewritten(path: string, { FunctionAssociations = [] }: any): string {
  return FunctionAssociations.reduce((uri: string, { FunctionARN }: any) => {
    const [id] = FunctionARN['Fn::GetAtt'];
    const code = system.resources('AWS::CloudFront::Function').find((each) => each.id === id)?.Properties[
      'FunctionCode'
    ];
    return runInNewContext(`${code} handler({ request: { uri: ${JSON.stringify(uri)} } }).uri`);
  }, path);
}

test.for([
  ['/v2/user/create', { api: 'rest', path: '/v2/user/create' }],
  ['/user/create', { api: 'rest', path: '/csharp/user/create' }],
  ['/health', { api: 'rest', path: '/csharp/health' }],
  ['/v2/health', { api: 'rest', path: '/v2/health' }],
  ['/robots.txt', { api: 'rest', path: '/csharp/robots.txt' }],
  ['/v2/shareditem/abc', { api: 'rest', path: '/v2/shareditem/abc', cached: true }],
  ['/shareditem/abc', { api: 'rest', path: '/csharp/shareditem/abc', cached: true }],
  ['/v2/shareditem', { api: 'rest', path: '/v2/shareditem' }],
  ['/v2/ai/workout', { api: 'rest', path: '/v2/ai/workout', challenges: true }],
  ['/ai/session', { api: 'rest', path: '/csharp/ai/session', challenges: true }],
  ['/ai-chat/negotiate', { api: 'rest', path: '/csharp/ai-chat/negotiate', challenges: true }],
  ['/ai-chat-v2/negotiate', { api: 'rest', path: '/csharp/ai-chat-v2/negotiate', challenges: true }],
  ['/v2/ai-chat-v2/negotiate', { api: 'rest', path: '/v2/ai-chat-v2/negotiate', challenges: true }],
  ['/v2/ai-chat/negotiate', { api: 'rest', path: '/v2/ai-chat/negotiate', challenges: true }],
  ['/event', { api: 'rest', path: '/csharp/event' }],
  ['/v2/event', { api: 'rest', path: '/v2/event' }],
  ['/csharp/event', { api: 'rest', path: '/csharp/csharp/event' }],
  ['/', { api: 'rest', path: '/csharp/' }],
  ['/v2', { api: 'rest', path: '/v2' }],
  ['/v2/', { api: 'rest', path: '/v2/' }],
  ['/ai-chat', { api: 'sockets', path: '/ai-chat', challenges: true }],
  ['/ai-chat-v2', { api: 'sockets', path: '/ai-chat-v2', challenges: true }],
  ['/ai-chat/', { api: 'sockets', path: '/ai-chat', challenges: true }],
  ['/ai-chat-v2/', { api: 'sockets', path: '/ai-chat-v2', challenges: true }],
] as const)('%s reaches %o', ([path, expected]) => {
  expect(routeOf(path)).toEqual({ cached: false, challenges: false, ...expected });
});

test('every way in is encrypted, with TLS 1.2 at least', () => {
  for (const behavior of [config.DefaultCacheBehavior, ...config.CacheBehaviors]) {
    expect(behavior.ViewerProtocolPolicy).toBe('https-only');
    expect(behavior.AllowedMethods).toContain('DELETE');
  }
  expect(config.ViewerCertificate.MinimumProtocolVersion).toMatch(/^TLSv1\.2/);
  for (const { CustomOriginConfig } of config.Origins) {
    expect(CustomOriginConfig).toMatchObject({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
      OriginReadTimeout: 120,
    });
  }
});

/** Source: Amazon CloudFront quotas, "Cache behaviors per distribution": 75, the default one included. */
test('there are no more kinds of paths than CloudFront takes', () => {
  expect(config.CacheBehaviors.length).toBeLessThanOrEqual(74);
});

test('an error is never kept: a user made a second ago is found', () => {
  for (const { ErrorCachingMinTTL } of config.CustomErrorResponses) expect(ErrorCachingMinTTL).toBe(0);
  expect(config.CustomErrorResponses.map(({ ErrorCode }: { ErrorCode: number }) => ErrorCode)).toContain(404);
});

test('a web ACL is made when asked for, and turns away who calls too often', () => {
  const edge = system.template('edge');
  edge.hasResourceProperties('AWS::WAFv2::WebACL', {
    Rules: [Match.objectLike({ Statement: { RateBasedStatement: { AggregateKeyType: 'IP' } } })],
  });
  edge.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: { WebACLId: { 'Fn::GetAtt': [edge.getResourceId('AWS::WAFv2::WebACL'), 'Arn'] } },
  });
  synthesized().template('edge').resourceCountIs('AWS::WAFv2::WebACL', 0);
});

test('the outputs are every address there is', () => {
  for (const path of ['v2', 'health', 'docs', 'ai-chat', 'ai-chat-v2'])
    system.template('edge').hasOutput('*', { Value: `https://api.example.com/${path}` });
});
