import { Construct } from 'constructs';
import type { LambdaFunction } from '../../../lib/contract/function.ts';
import { census } from '../../../lib/contract/functions.ts';
import type { StageName } from '../../stages.ts';
import type { ApiFunction } from '../api-function.ts';
import { toId } from '../naming.ts';
import { countMetrics, type LogMetric, logMetrics } from './log-metrics.ts';

/** Counts the metrics of a function out of its log, in a stack that has room for them. */
export function countFunctionMetrics(
  scope: Construct,
  { name, logGroup }: ApiFunction,
  declaration: LambdaFunction,
  stageName: StageName,
): void {
  countMetrics(new Construct(scope, `${toId(name)}Log`), logGroup, stageName, metricsOf(declaration));
}

function metricsOf({ name, trigger, databases, concurrency }: LambdaFunction): Record<string, LogMetric> {
  const { openChats, users, events } = logMetrics;
  if (name === census.name) return { openChats, users, events };
  // They log no requests.
  if (trigger.type === 'schedule' || trigger.type === 'deployment') return {};
  const { databaseRetries, databaseResumes, bytesSent } = logMetrics;
  const { modelMilliseconds, modelInputTokens, modelOutputTokens } = logMetrics;
  const { refusedTokensInChats, rateLimitsHitInChats, chatErrors } = logMetrics;
  const isLarge =
    trigger.type === 'request' &&
    databases === 'userData' &&
    trigger.routes.some(({ transfer }) => transfer === 'stream');
  return {
    ...(databases !== 'none' && { databaseRetries, databaseResumes }),
    ...(concurrency === 'model' && { modelMilliseconds, modelInputTokens, modelOutputTokens }),
    ...(isLarge && { bytesSent }),
    ...(trigger.type === 'socket' &&
      trigger.route === '$default' && { refusedTokensInChats, rateLimitsHitInChats }),
    ...(trigger.type === 'task' && concurrency === 'model' && { chatErrors }),
  };
}
