import type { ScriptedModel } from '../../../infra/local/scripted-model/index.ts';
import type { BenchApi } from './api.ts';

/** The setup that the measurements of the chat share. */
export interface ChatBench {
  readonly api: BenchApi;
  readonly model: ScriptedModel;
  /** Opens chats. */
  readonly token: string;
}
