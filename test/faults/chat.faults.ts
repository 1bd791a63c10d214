import { chatCalls } from '../support/faults/matrix/chat-calls.ts';
import { paidCalls } from '../support/faults/matrix/paid-calls.ts';
import { purgeCall } from '../support/faults/matrix/purge-call.ts';
import { describeMatrix } from '../support/faults/matrix/run.ts';

await describeMatrix([...paidCalls, purgeCall, ...chatCalls]);
