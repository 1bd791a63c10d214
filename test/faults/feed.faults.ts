import { feedCalls } from '../support/matrix/feed-calls.ts';
import { describeMatrix } from '../support/matrix/run.ts';

await describeMatrix(feedCalls);
