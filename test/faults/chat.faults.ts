import { chatCalls } from '../support/faults/matrix/chat-calls.ts';
import { meteredCalls } from '../support/faults/matrix/metered-calls.ts';
import { purgeCall } from '../support/faults/matrix/purge-call.ts';
import { describeMatrix } from '../support/faults/matrix/run.ts';

await describeMatrix([...meteredCalls, purgeCall, ...chatCalls]);
