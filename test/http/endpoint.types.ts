import { makeWorkout } from '../../lib/contract/ai.ts';
import { negotiateChat } from '../../lib/contract/chat.ts';
import { getDocs } from '../../lib/contract/documents.ts';
import { getEvents, putEvent } from '../../lib/contract/event.ts';
import { getHealth } from '../../lib/contract/health.ts';
import {
  endpoint,
  fileEndpoint,
  meteredEndpoint,
  purchaseTokenEndpoint,
  staticEndpoint,
  streamEndpoint,
} from '../../lib/http/endpoint.ts';

// The compiler is the test: each endpoint takes only the routes that it serves as they are declared, and an
// expected error that does not come is one.

declare const never: () => never;

endpoint(putEvent, never);
// @ts-expect-error A metered route would be served without its token.
endpoint(makeWorkout, never);
// @ts-expect-error A route with a purchase token would be served without it.
endpoint(negotiateChat, never);
// @ts-expect-error A streamed route would be served whole.
endpoint(getEvents, never);

streamEndpoint(getEvents, never);
// @ts-expect-error A metered route would be served without its token.
streamEndpoint(makeWorkout, never);
// @ts-expect-error A buffered route would be streamed.
streamEndpoint(putEvent, never);

meteredEndpoint(makeWorkout, never);
// @ts-expect-error A public route would need a token.
meteredEndpoint(getEvents, never);
// @ts-expect-error A route that costs nothing would be counted.
meteredEndpoint(negotiateChat, never);

purchaseTokenEndpoint(negotiateChat, never);
// @ts-expect-error A metered route would not be counted.
purchaseTokenEndpoint(makeWorkout, never);
// @ts-expect-error A public route would need a token.
purchaseTokenEndpoint(putEvent, never);

staticEndpoint(getHealth, never);
// @ts-expect-error A metered route would be served without its token.
staticEndpoint(makeWorkout, never);

fileEndpoint(getDocs, never);
// @ts-expect-error A metered route would be served without its token.
fileEndpoint(makeWorkout, never);
// @ts-expect-error A buffered route would be streamed.
fileEndpoint(getHealth, never);
