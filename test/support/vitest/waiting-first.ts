import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that wait for minutes, while everything else runs in parallel. */
const WAITING = ['test/functions/chat/idle.slow.ts'];

/** Starts with the files that wait, so that a run does not end with them. */
export class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const waiting = sorted.filter(({ moduleId }) => WAITING.some((path) => moduleId.endsWith(path)));
    return [...waiting, ...sorted.filter((file) => !waiting.includes(file))];
  }
}
