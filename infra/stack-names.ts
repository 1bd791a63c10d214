import type { StageName } from './stages.ts';

/** The stacks of a stage, in the order in which they are deployed. */
export const stackParts = ['data', 'migrations', 'api', 'chat', 'edge', 'observability'] as const;

export type StackPart = (typeof stackParts)[number];

export const stackName = (stageName: StageName, part: StackPart): string => `liftlog-${stageName}-${part}`;
