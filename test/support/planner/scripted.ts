import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type ScriptedModel, startScriptedModel } from '../../../infra/local/scripted-model/index.ts';
import type { Model } from '../../../lib/ai/model.ts';
import { lineTo } from './planner.ts';

/** The scripted model of a file's tests. Each test begins without a script, and without calls. */
export interface Scripted extends Pick<ScriptedModel, 'calls' | 'script' | 'url'> {
  /** The same, as the planner calls it. */
  readonly model: Model;
}

export function useScriptedModel(): Scripted {
  let scripted: ScriptedModel;
  let model: Model;
  beforeAll(async () => {
    scripted = await startScriptedModel();
    model = lineTo(scripted);
  });
  beforeEach(() => scripted.script());
  afterAll(() => scripted.stop());
  return {
    get calls() {
      return scripted.calls;
    },
    get model() {
      return model;
    },
    get url() {
      return scripted.url;
    },
    script: (...replies) => scripted.script(...replies),
  };
}
