import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../constructs/alarm-topic.ts';
import { addAlarms } from '../constructs/alarms.ts';
import { addDashboard } from '../constructs/dashboard.ts';
import { Metrics, type Watched } from '../constructs/metrics.ts';
import type { Options } from '../options.ts';

/** What tells people how the system does: alarms that say what users feel, and a dashboard. */
export class ObservabilityStack extends Stack {
  constructor(scope: Construct, id: string, options: Options, watched: Watched) {
    super(scope, id, { description: `LiftLog ${options.stageName}: alarms and the dashboard` });
    const topic = new AlarmTopic(this, 'Alarms', options);
    const metrics = new Metrics(this, 'Metrics', options.stageName, watched);
    const alarms = addAlarms(this, metrics, topic.topic);
    const dashboard = addDashboard(this, options.stageName, metrics, alarms);
    new CfnOutput(this, 'DashboardUrl', {
      value: `https://${this.region}.console.aws.amazon.com/cloudwatch/home?region=${this.region}#dashboards:name=${dashboard.dashboardName}`,
    });
    new CfnOutput(this, 'AlarmTopicArn', { value: topic.topic.topicArn });
  }
}
