import { chatCalls } from '../support/matrix/chat-calls.ts';
import { paidCalls } from '../support/matrix/paid-calls.ts';
import { purgeCall } from '../support/matrix/purge-call.ts';
import { describeMatrix } from '../support/matrix/run.ts';

await describeMatrix([...paidCalls, purgeCall, ...chatCalls]);
