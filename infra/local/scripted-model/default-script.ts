import { chatAnswerFor } from './chat-answer.ts';
import { chatAnswerForV2 } from './chat-answer-v2.ts';
import { planFor, sessionFor } from './plans.ts';
import { gives, type Pace, says, type TextReply } from './replies.ts';
import type { ChatRequest } from './request.ts';

/** The answers of a well-behaved model: in the requested schema if there is one, and text otherwise. */
export const defaultScript =
  (pace: Pace) =>
  (request: ChatRequest): TextReply => {
    const form = request.response_format?.json_schema?.name;
    if (form === 'workout_plan') return gives(planFor(request), pace);
    if (form === 'workout_session') return gives(sessionFor(request), pace);
    if (form === 'chat_answer') return gives({ answer: chatAnswerFor(request) }, pace);
    if (form === 'chat_answer_v2') return gives({ answer: chatAnswerForV2(request) }, pace);
    return says('Hello, I am a scripted model. I make training plans.', pace);
  };
