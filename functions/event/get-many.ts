import { getEvents } from '../../lib/contract/event.ts';
import { streamEndpoint } from '../../lib/http/endpoint.ts';
import { feedResponse } from '../../lib/streams/event-feed.ts';

export const handler = streamEndpoint(getEvents, ({ body, db }) => feedResponse(db, body.users));
