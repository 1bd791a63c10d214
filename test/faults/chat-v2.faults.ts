import { chatV2Calls } from '../support/faults/matrix/chat-calls.ts';
import { describeMatrix } from '../support/faults/matrix/run.ts';

await describeMatrix(chatV2Calls);
