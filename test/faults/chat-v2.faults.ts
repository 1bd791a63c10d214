import { chatV2Calls } from '../support/matrix/chat-calls.ts';
import { describeMatrix } from '../support/matrix/run.ts';

await describeMatrix(chatV2Calls);
