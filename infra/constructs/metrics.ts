import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { ApiFunction } from './api-function.ts';

/** What is looked at. */
export interface Watched {
  readonly restApiName: string;
  readonly restAccessLog: ILogGroup;
  readonly socketApiId: string;
  readonly socketAccessLog: ILogGroup;
  readonly answer: ApiFunction;
  readonly purge: ApiFunction;
  /** Functions whose responses may be large. */
  readonly streams: readonly ApiFunction[];
  readonly clusterIdentifier: string;
  readonly distributionId: string;
}

const MINUTES_5 = Duration.minutes(5);

/**
 * Every number that the alarms and the dashboard are made of. Each is a metric of an AWS service, whose documentation is
 * named beside it, or is counted out of a log: "Filter pattern syntax for metric filters", Amazon CloudWatch Logs User
 * Guide.
 */
export class Metrics extends Construct {
  readonly #watched: Watched;
  readonly #namespace: string;
  /** Until the first byte, of calls but the planner's, which take as long as the model thinks. */
  readonly #latency: Metric;
  readonly plannerCalls: Metric;
  readonly plannerFailures: Metric;
  readonly throttledCalls: Metric;
  readonly chatErrors: Metric;
  /** Sockets and messages that failed on our side; a refused token is no failure. */
  readonly #failedSockets: Metric;
  /** Of responses that may be large, in gigabytes. */
  readonly gigabytesSent: IMetric;

  constructor(scope: Construct, id: string, stageName: string, watched: Watched) {
    super(scope, id);
    this.#watched = watched;
    this.#namespace = `LiftLog/${stageName}`;
    const access = watched.restAccessLog;
    this.#latency = this.#firstByte(access);
    this.plannerCalls = this.#count('PlannerCalls', access, '{ $.path = "/ai/*" }');
    this.plannerFailures = this.#count(
      'PlannerFailures',
      access,
      '{ ($.path = "/ai/*") && ($.status >= 500) }',
    );
    this.throttledCalls = this.#count('ThrottledCalls', access, '{ $.error = "THROTTLED" }');
    this.chatErrors = this.#count('ChatErrors', watched.answer.logGroup, '{ $.level = "ERROR" }');
    this.#failedSockets = this.#count('FailedSockets', watched.socketAccessLog, '{ $.status = "5*" }');
    this.gigabytesSent = this.#gigabytesSent(watched.streams);
  }

  /**
   * One metric out of two fields: of a streamed response, the latency lasts until a slow client has read the last byte.
   * Source: "Troubleshoot issues with response streaming", Amazon API Gateway Developer Guide.
   */
  #firstByte(access: ILogGroup): Metric {
    const notPlanner = '($.path != "/ai/*")';
    this.#count(
      'Latency',
      access,
      `{ ${notPlanner} && ($.transfer = "STREAMED") && ($.firstByteMilliseconds = *) }`,
      '$.firstByteMilliseconds',
      'Streamed',
    );
    return this.#count(
      'Latency',
      access,
      `{ ${notPlanner} && ($.transfer != "STREAMED") && ($.milliseconds >= 0) }`,
      '$.milliseconds',
    );
  }

  #gigabytesSent(streams: readonly ApiFunction[]): IMetric {
    const bytes = streams.map(({ node, logGroup }) =>
      this.#count('BytesSent', logGroup, '{ $.message.bytes >= 0 }', '$.message.bytes', node.id),
    );
    const [first] = bytes;
    if (first === undefined) throw new Error('There is no function that streams.');
    return new MathExpression({
      expression: 'sent / 1000000000',
      // They are one metric, of several logs.
      usingMetrics: { sent: first },
      period: MINUTES_5,
      label: 'Sent, GB',
    });
  }

  /** Makes a metric of the lines of a log that fit a pattern: one each, or what stands in a field. */
  #count(name: string, logGroup: ILogGroup, pattern: string, metricValue = '1', of = ''): Metric {
    const filter = new MetricFilter(this, `${of}${name}`, {
      logGroup,
      filterPattern: FilterPattern.literal(pattern),
      metricNamespace: this.#namespace,
      metricName: name,
      metricValue,
    });
    return filter.metric({ statistic: 'Sum', period: MINUTES_5 });
  }

  /** Milliseconds until the first byte, of all calls but the planner's. */
  latency(statistic: string): IMetric {
    return this.#latency.with({ statistic, label: statistic });
  }

  /** Source: "Amazon API Gateway dimensions and metrics": by ApiName; the sum is how many. */
  rest(metricName: 'Count' | '4XXError' | '5XXError'): Metric {
    return new Metric({
      namespace: 'AWS/ApiGateway',
      metricName,
      dimensionsMap: { ApiName: this.#watched.restApiName },
      statistic: 'Sum',
      period: MINUTES_5,
    });
  }

  /** Percent of calls that failed on our side; of few calls, none. */
  get serverErrorRate(): IMetric {
    return percentage('calls', this.rest('5XXError'), this.rest('Count'), 20);
  }

  get plannerFailureRate(): IMetric {
    return percentage('plans', this.plannerFailures, this.plannerCalls, 5);
  }

  /**
   * By ApiId; the sum is how many. `IntegrationError` is not among them: it counts a refused token as well. Source:
   * "Monitor WebSocket API execution with CloudWatch metrics", Amazon API Gateway Developer Guide.
   */
  socket(metricName: 'ConnectCount' | 'MessageCount' | 'ExecutionError'): Metric {
    return new Metric({
      namespace: 'AWS/ApiGateway',
      metricName,
      dimensionsMap: { ApiId: this.#watched.socketApiId },
      statistic: 'Sum',
      period: MINUTES_5,
    });
  }

  get socketFailures(): IMetric {
    return new MathExpression({
      // What could not be executed is answered with a 5xx, too, where there is somebody to answer.
      expression: 'MAX([FILL(answered, 0), FILL(execution, 0)])',
      usingMetrics: { answered: this.#failedSockets, execution: this.socket('ExecutionError') },
      period: MINUTES_5,
      label: 'Failed messages',
    });
  }

  /**
   * Dropped are events that were too old, and, without retries, those whose run failed. Source: "Types of metrics for
   * Lambda functions", AWS Lambda Developer Guide: by FunctionName; the sum is how many, of a duration percentiles.
   */
  answer(metricName: 'Invocations' | 'Errors' | 'Throttles' | 'Duration' | 'AsyncEventsDropped'): Metric {
    return ofFunction(this.#watched.answer, metricName, MINUTES_5);
  }

  purge(metricName: 'Invocations' | 'Errors' | 'Duration'): Metric {
    return ofFunction(this.#watched.purge, metricName, Duration.hours(1));
  }

  /** Calls that Lambda turned away, in the whole account and region. Source: the same; without a dimension. */
  get lambdaThrottles(): Metric {
    return new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'Throttles',
      statistic: 'Sum',
      period: MINUTES_5,
    });
  }

  get lambdaConcurrency(): Metric {
    return new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'ConcurrentExecutions',
      statistic: 'Maximum',
      period: MINUTES_5,
    });
  }

  /** Of each function by itself, whose name has all these words. */
  functionDurations(words: string): IMetric {
    return new MathExpression({
      expression: `SEARCH('{AWS/Lambda,FunctionName} MetricName="Duration" ${words}', 'p99')`,
      usingMetrics: {},
      period: MINUTES_5,
      label: '',
    });
  }

  /**
   * Source: "Performance and scaling for Aurora Serverless v2", Amazon Aurora User Guide: of a cluster, by
   * DBClusterIdentifier, averages of its instances.
   */
  database(metricName: 'ACUUtilization' | 'ServerlessDatabaseCapacity' | 'DatabaseConnections'): Metric {
    return new Metric({
      namespace: 'AWS/RDS',
      metricName,
      dimensionsMap: { DBClusterIdentifier: this.#watched.clusterIdentifier },
      statistic: metricName === 'DatabaseConnections' ? 'Maximum' : 'Average',
      period: MINUTES_5,
    });
  }

  /**
   * CloudFront counts in us-east-1, wherever the rest is. Source: "Types of metrics for CloudFront", Amazon CloudFront
   * Developer Guide: by DistributionId and Region, which is Global.
   */
  edge(metricName: 'Requests' | '4xxErrorRate' | '5xxErrorRate'): Metric {
    return new Metric({
      namespace: 'AWS/CloudFront',
      metricName,
      dimensionsMap: { DistributionId: this.#watched.distributionId, Region: 'Global' },
      region: 'us-east-1',
      statistic: metricName === 'Requests' ? 'Sum' : 'Average',
      period: MINUTES_5,
    });
  }
}

function ofFunction({ lambda }: ApiFunction, metricName: string, period: Duration): Metric {
  return lambda.metric(metricName, { statistic: metricName === 'Duration' ? 'p99' : 'Sum', period });
}

function percentage(what: string, failed: Metric, all: Metric, atLeast: number): IMetric {
  return new MathExpression({
    expression: `IF(${what} >= ${atLeast}, 100 * FILL(${what}Failed, 0) / ${what}, 0)`,
    usingMetrics: { [`${what}Failed`]: failed, [what]: all },
    period: MINUTES_5,
    label: `Failed ${what}, %`,
  });
}
