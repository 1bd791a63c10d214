import { getEvents } from '../../lib/contract/event.ts';
import { streamEndpoint } from '../../lib/http/endpoint.ts';
import { feedAnswer } from '../../lib/streams/event-feed.ts';

export const handler = streamEndpoint(getEvents, ({ body, db }) => feedAnswer(db, body.users));
