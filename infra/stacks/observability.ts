import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { canary } from '../../lib/contract/functions.ts';
import { V2_STAGE } from '../../lib/contract/stages.ts';
import { AlarmTopic } from '../constructs/alarm-topic.ts';
import { addAlarms } from '../constructs/alarms.ts';
import type { ApiFunction } from '../constructs/api-function.ts';
import { addBudget } from '../constructs/budget.ts';
import { addDashboard } from '../constructs/dashboard.ts';
import type { Resources } from '../constructs/declared-function.ts';
import { countFunctionMetrics } from '../constructs/metrics/function-logs.ts';
import { metricsOf, type Watched } from '../constructs/metrics/index.ts';
import { scheduledFunction, schedulesOf } from '../constructs/schedule.ts';

/** The figures and signals for operators: alarms that say what users feel, a dashboard, the canary and the budget. */
export class ObservabilityStack extends Stack {
  /** @param url address of the API, which the canary calls. */
  constructor(
    scope: Construct,
    id: string,
    resources: Resources,
    url: string,
    watched: Omit<Watched, 'canary'>,
  ) {
    const { options } = resources;
    super(scope, id, { description: `LiftLog ${options.stageName}: alarms, dashboard, canary and budget` });
    const { topic } = new AlarmTopic(this, 'Alarms', options);
    const metrics = metricsOf(options.stageName, { ...watched, canary: this.#canary(resources, url) });
    const alarms = addAlarms(this, metrics, topic);
    const dashboard = addDashboard(this, options.stageName, metrics, alarms, watched.restAccessLog);
    addBudget(this, options, topic);
    for (const { made, declaration } of resources.made) {
      countFunctionMetrics(this, made, declaration, options.stageName);
    }
    new CfnOutput(this, 'DashboardUrl', {
      value: `https://${this.region}.console.aws.amazon.com/cloudwatch/home?region=${this.region}#dashboards:name=${dashboard.dashboardName}`,
    });
    new CfnOutput(this, 'AlarmTopicArn', { value: topic.topicArn });
  }

  /** It comes after everything that it calls. */
  #canary(resources: Resources, url: string): ApiFunction | undefined {
    const declaration = schedulesOf(resources.options).find(({ name }) => name === canary.name);
    if (declaration === undefined) return undefined;
    const scheduled = scheduledFunction(this, declaration, resources);
    scheduled.lambda.addEnvironment('API_URL', `${url}/${V2_STAGE}`);
    return scheduled;
  }
}
