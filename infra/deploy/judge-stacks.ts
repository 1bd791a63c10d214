import type { Account } from './account.ts';

/** Whether each of the stacks can be deployed as it stands. @returns what is in the way, with the way out. */
export const judgeStacks = (names: readonly string[], { stacks }: Account): string[] =>
  names.flatMap((name) => {
    const stack = stacks.get(name);
    const obstacle = stack && obstacleOf(name, stack.status, stack.isProtected);
    return obstacle === undefined ? [] : [`${name} is ${stack?.status}: ${obstacle}`];
  });

function obstacleOf(name: string, status: string, isProtected: boolean): string | undefined {
  if (status.endsWith('_CLEANUP_IN_PROGRESS')) return undefined;
  if (status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS') return 'wait until it has ended.';
  if (status === 'UPDATE_ROLLBACK_FAILED') {
    return `aws cloudformation continue-update-rollback --stack-name ${name}`;
  }
  // The CDK deletes what a first creation has left, and begins again.
  if (status === 'ROLLBACK_COMPLETE' && isProtected) {
    return `aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${name}`;
  }
  if (status === 'ROLLBACK_FAILED' || status === 'DELETE_FAILED') {
    return `see in its events what could not be deleted, then: aws cloudformation delete-stack --stack-name ${name}`;
  }
  return undefined;
}
