import { feedCalls } from '../support/faults/matrix/feed-calls.ts';
import { describeMatrix } from '../support/faults/matrix/run.ts';

await describeMatrix(feedCalls);
