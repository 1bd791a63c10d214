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
  readonly answer: ApiFunction;
  readonly purge: ApiFunction;
  /** Functions whose responses may be large. */
  readonly streams: readonly ApiFunction[];
  readonly clusterIdentifier: string;
  readonly distributionId: string;
}

const MINUTES_5 = Duration.minutes(5);

/** Every number that the alarms and the dashboard are made of. */
export class Metrics extends Construct {
  readonly #watched: Watched;
  readonly #namespace: string;
  /** Calls but those of the planner, which take as long as the model thinks. */
  readonly #latency: Metric;
  readonly plannerCalls: Metric;
  readonly plannerFailures: Metric;
  readonly throttledCalls: Metric;
  readonly chatErrors: Metric;
  /** Of responses that may be large, in gigabytes. */
  readonly gigabytesSent: IMetric;

  constructor(scope: Construct, id: string, stageName: string, watched: Watched) {
    super(scope, id);
    this.#watched = watched;
    this.#namespace = `LiftLog/${stageName}`;
    const access = watched.restAccessLog;
    this.#latency = this.#count(
      'Latency',
      access,
      '{ ($.path != "/ai/*") && ($.milliseconds >= 0) }',
      '$.milliseconds',
    );
    this.plannerCalls = this.#count('PlannerCalls', access, '{ $.path = "/ai/*" }');
    this.plannerFailures = this.#count(
      'PlannerFailures',
      access,
      '{ ($.path = "/ai/*") && ($.status >= 500) }',
    );
    this.throttledCalls = this.#count('ThrottledCalls', access, '{ $.error = "THROTTLED" }');
    this.chatErrors = this.#count('ChatErrors', watched.answer.logGroup, '{ $.level = "ERROR" }');
    this.gigabytesSent = this.#gigabytesSent(watched.streams);
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

  /** Milliseconds, of all calls but the planner's. */
  latency(statistic: string): IMetric {
    return this.#latency.with({ statistic, label: statistic });
  }

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

  socket(
    metricName: 'ConnectCount' | 'MessageCount' | 'IntegrationError' | 'ExecutionError' | 'ClientError',
  ): Metric {
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
      expression: 'FILL(integration, 0) + FILL(execution, 0)',
      usingMetrics: {
        integration: this.socket('IntegrationError'),
        execution: this.socket('ExecutionError'),
      },
      period: MINUTES_5,
      label: 'Failed messages',
    });
  }

  answer(metricName: 'Invocations' | 'Errors' | 'Throttles' | 'Duration' | 'AsyncEventsDropped'): Metric {
    return ofFunction(this.#watched.answer, metricName, MINUTES_5);
  }

  purge(metricName: 'Invocations' | 'Errors' | 'Duration'): Metric {
    return ofFunction(this.#watched.purge, metricName, Duration.hours(1));
  }

  /** Calls that Lambda turned away, in the whole account and region. */
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

  database(metricName: 'ACUUtilization' | 'ServerlessDatabaseCapacity' | 'DatabaseConnections'): Metric {
    return new Metric({
      namespace: 'AWS/RDS',
      metricName,
      dimensionsMap: { DBClusterIdentifier: this.#watched.clusterIdentifier },
      statistic: metricName === 'DatabaseConnections' ? 'Maximum' : 'Average',
      period: MINUTES_5,
    });
  }

  /** CloudFront counts in us-east-1, wherever the rest is. */
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
