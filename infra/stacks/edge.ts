import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { hubs, routes } from '../../lib/contract/index.ts';
import { needsPurchaseToken } from '../../lib/contract/route.ts';
import { CSHARP_STAGE, V2_STAGE } from '../../lib/contract/stages.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { firewall } from '../constructs/firewall.ts';
import { accountWideName } from '../constructs/naming.ts';
import { type OriginApis, OriginKey } from '../constructs/origin-key.ts';
import { domainRecord, type Options } from '../options.ts';
import type { StageName } from '../stages.ts';

interface Apis extends OriginApis {
  readonly originKeys: Secret;
}

/** The longest that CloudFront waits for a first byte without asking AWS for more. */
const FIRST_BYTE = Duration.seconds(120);

/** Errors that CloudFront would otherwise keep for ten seconds, though their answers forbid it. */
const KEPT_ERRORS = [403, 404, 405, 414, 500, 501, 502, 503, 504];

/** One host for everything: CloudFront in front of the REST API and the WebSocket API. */
export class EdgeStack extends Stack {
  readonly distribution: cloudfront.Distribution;
  /** Address of the host. */
  readonly url: string;
  readonly #stageName: StageName;
  readonly #key: OriginKey;

  constructor(scope: Construct, id: string, options: Options, apis: Apis) {
    super(scope, id, { description: `LiftLog ${options.stageName}: one host for everything` });
    const { domain } = options;
    this.#stageName = options.stageName;
    const webAclId = firewall(this, options);
    this.#key = new OriginKey(this, 'OriginKey', options, apis.originKeys, apis);
    const behaviors = this.#behaviors(apis);
    this.distribution = new cloudfront.Distribution(this, 'Distribution', {
      comment: `LiftLog ${options.stageName}`,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      ...behaviors,
      errorResponses: KEPT_ERRORS.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      ...(domain && {
        domainNames: [domain.name],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
        minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
      ...(webAclId !== undefined && { webAclId }),
    });
    // The APIs take a new key before it is sent, and lose an old one after that.
    this.distribution.node.addDependency(this.#key);
    acknowledge(this.distribution, {
      'AwsSolutions-CFR1': 'People train everywhere.',
      'AwsSolutions-CFR3':
        "CloudFront's logs hold query strings, where browsers put tokens. API Gateway's access log has every call.",
      ...(webAclId === undefined && {
        'AwsSolutions-CFR2':
          'A web ACL costs by the month and is made when asked for, with -c firewall=true.',
      }),
      ...(domain === undefined && {
        'AwsSolutions-CFR4':
          "CloudFront's own certificate takes TLS 1.0; with a domain name it is TLS 1.2 and above.",
      }),
    });
    new CfnOutput(this, 'DomainName', { value: domainRecord(options) });
    this.url = `https://${domain?.name ?? this.distribution.distributionDomainName}`;
    this.#outputs(this.url);
  }

  /** The origin of each path. CloudFront takes the first pattern that matches. */
  #behaviors(apis: Apis): Pick<cloudfront.DistributionProps, 'defaultBehavior' | 'additionalBehaviors'> {
    const rest = this.#origin(apis.restApiId, '');
    const csharp = this.#origin(apis.restApiId, `/${CSHARP_STAGE}`);
    const sockets = this.#origin(apis.socketApiId, '');
    const headers = this.#headers('Headers', 'What every answer carries', []);
    // API Gateway renames the header of a function's answer, and functions at the edge don't see errors. RFC 9110
    // (11.6.1) allows the header in other answers too.
    const meteredHeaders = this.#headers(
      'PaidHeaders',
      'The same, and what a purchase token is asked for with',
      [{ header: 'WWW-Authenticate', value: 'Bearer realm="liftlog"', override: true }],
    );
    const uncached = {
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
      cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy: headers,
    };
    const cached = {
      ...uncached,
      cachePolicy: this.#cache(),
    };
    const metered = { ...uncached, responseHeadersPolicy: meteredHeaders };
    const both = (path: string, behavior: typeof uncached): [string, cloudfront.BehaviorOptions][] => {
      const pattern = path.replace(/\{\w+\}/g, '*');
      return [
        [`/${V2_STAGE}${pattern}`, { ...behavior, origin: rest }],
        [pattern, { ...behavior, origin: csharp }],
      ];
    };
    const special = routes.flatMap(({ path, access, cacheSeconds }) => {
      if (needsPurchaseToken({ access })) return both(path, metered);
      return cacheSeconds > 0 ? both(path, cached) : [];
    });
    const withoutSlash = this.#withoutSlash();
    return {
      defaultBehavior: { ...uncached, origin: csharp },
      additionalBehaviors: Object.fromEntries([
        ...special,
        ...hubs.flatMap(({ path }) => [
          [path, { ...metered, origin: sockets }] as const,
          [`${path}/`, { ...metered, origin: sockets, functionAssociations: [withoutSlash] }] as const,
        ]),
        [`/${V2_STAGE}`, { ...uncached, origin: rest }] as const,
        [`/${V2_STAGE}/*`, { ...uncached, origin: rest }] as const,
      ]),
    };
  }

  /** API Gateway knows no path of a WebSocket API but the stage: with a slash behind it, it answers 403. */
  #withoutSlash(): cloudfront.FunctionAssociation {
    const code =
      "function handler({ request }) { request.uri = request.uri.replace(/\\/$/, ''); return request; }";
    return {
      eventType: cloudfront.FunctionEventType.VIEWER_REQUEST,
      function: new cloudfront.Function(this, 'WithoutSlash', {
        comment: 'Takes a slash off the end of a path',
        code: cloudfront.FunctionCode.fromInline(code),
        runtime: cloudfront.FunctionRuntime.JS_2_0,
      }),
    };
  }

  #origin(apiId: string, originPath: string): HttpOrigin {
    return new HttpOrigin(`${apiId}.execute-api.${this.region}.${this.urlSuffix}`, {
      originPath,
      customHeaders: this.#key.headers,
      protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [cloudfront.OriginSslPolicy.TLS_V1_2],
      readTimeout: FIRST_BYTE,
      keepaliveTimeout: Duration.seconds(60),
    });
  }

  /** Caches a response as its headers say, and not at all without them. */
  #cache(): cloudfront.CachePolicy {
    return new cloudfront.CachePolicy(this, 'AsTheAnswerSays', {
      comment: 'Keeps an answer for as long as it says',
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.days(365),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
    });
  }

  #headers(
    id: string,
    comment: string,
    customHeaders: cloudfront.ResponseCustomHeader[],
  ): cloudfront.ResponseHeadersPolicy {
    return new cloudfront.ResponseHeadersPolicy(this, id, {
      responseHeadersPolicyName: accountWideName(this, this.#stageName, id),
      comment,
      securityHeadersBehavior: {
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: false,
          override: true,
        },
      },
      ...(customHeaders.length > 0 && { customHeadersBehavior: { customHeaders } }),
    });
  }

  #outputs(host: string): void {
    const url = (id: string, path: string, description: string) =>
      new CfnOutput(this, id, { value: `${host}${path}`, description });
    url('Url', `/${V2_STAGE}`, 'The API; every call answers without the stage too');
    url('HealthUrl', '/health', 'Answers healthy');
    url('DocsUrl', '/docs', 'The API explained');
    for (const { path } of hubs) {
      url(
        `${path.slice(1)}Url`,
        path,
        'The chat, for a SignalR client; a plain one takes wss instead of https',
      );
    }
    new CfnOutput(this, 'DistributionDomain', {
      value: this.distribution.distributionDomainName,
      description: 'Where a CNAME of your domain name points to',
    });
  }
}
