import { planFor, sessionFor } from './plans.ts';
import { gives, says, type TextReply } from './replies.ts';
import type { ChatRequest } from './request.ts';

/** What a well-behaved model answers: plans where a plan's form is asked for, otherwise text. */
export function defaultScript(request: ChatRequest): TextReply {
  const form = request.response_format?.json_schema?.name;
  if (form === 'workout_plan') return gives(planFor(request));
  if (form === 'workout_session') return gives(sessionFor(request));
  return says('Hello, I am a scripted model. I make training plans.');
}
