import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Options } from '../options.ts';
import { accountWideName } from './naming.ts';

/** Percent of the budget, of what was spent and of what AWS expects by the end of the month. */
const THRESHOLDS = [
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'FORECASTED', threshold: 100 },
];

/**
 * Tells a topic when the account's bill of a month grows past a budget. It is the whole account's: AWS knows a stage's
 * share only once its tags are activated for billing, and a budget for tags that are not would stay silent.
 */
export function addBudget(scope: Construct, { stageName, monthlyBudget }: Options, topic: ITopic): CfnBudget {
  const budget = new CfnBudget(scope, 'Budget', {
    budget: {
      budgetName: accountWideName(scope, stageName, 'budget'),
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: monthlyBudget, unit: 'USD' },
    },
    notificationsWithSubscribers: THRESHOLDS.map((each) => ({
      notification: { ...each, thresholdType: 'PERCENTAGE', comparisonOperator: 'GREATER_THAN' },
      subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
    })),
  });
  // The topic's policy has to let it publish from the start.
  budget.node.addDependency(topic);
  return budget;
}
