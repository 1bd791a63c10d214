import { expect, test } from 'vitest';
import { stages } from '../../../infra/stages.ts';
import { type Resource, synthesized } from '../../support/cdk/synthesized.ts';

const budgetOf = (choices: Record<string, string>): Resource | undefined =>
  synthesized(choices).resources('AWS::Budgets::Budget')[0];

test('the bill of each stage has a budget, which tells the alarms’ topic early and late', () => {
  for (const [stage, { monthlyBudget }] of Object.entries(stages)) {
    const { Budget, NotificationsWithSubscribers } = budgetOf({ stage })?.Properties ?? {};
    expect(Budget).toMatchObject({
      BudgetType: 'COST',
      TimeUnit: 'MONTHLY',
      BudgetLimit: { Amount: monthlyBudget, Unit: 'USD' },
    });
    const [topic] = synthesized({ stage }).resources('AWS::SNS::Topic');
    expect(
      NotificationsWithSubscribers.map(({ Notification, Subscribers }: any) => [
        Notification.NotificationType,
        Notification.Threshold,
        Subscribers,
      ]),
    ).toEqual([
      ['ACTUAL', 80, [{ SubscriptionType: 'SNS', Address: { Ref: topic?.id } }]],
      ['FORECASTED', 100, [{ SubscriptionType: 'SNS', Address: { Ref: topic?.id } }]],
    ]);
  }
});

test('the operator chooses the amount', () => {
  const budget = budgetOf({ monthlyBudget: '1234.5' });
  expect(budget?.Properties['Budget'].BudgetLimit.Amount).toBe(1_234.5);
  expect(() => budgetOf({ monthlyBudget: '-1' })).toThrow(/monthlyBudget/);
});

test('the topic may be published to before the budget is made, which AWS checks', () => {
  const system = synthesized();
  const [budget] = system.resources('AWS::Budgets::Budget');
  const [policy] = system.resources('AWS::SNS::TopicPolicy');
  const { DependsOn = [] } = budget as Resource & { DependsOn?: string[] };
  expect(DependsOn).toContain(policy?.id);
});
