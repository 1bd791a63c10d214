import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take minutes by waiting, while everything else runs beside them. */
const WAITING = ['test/functions/chat/idle.slow.ts'];

/** Begins with the files that wait, so that they are not what a run ends with. */
export class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const waiting = sorted.filter(({ moduleId }) => WAITING.some((path) => moduleId.endsWith(path)));
    return [...waiting, ...sorted.filter((file) => !waiting.includes(file))];
  }
}
