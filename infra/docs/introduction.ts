/** The first page of the document, in Markdown. Links are relative to where it is. */
export const introduction = `
People share workouts with those they choose. The server holds ciphertext, initialisation vectors and public keys, and never sees a key.

To read and try: [Swagger UI](docs). To read: [Redoc](redoc). For tools: [openapi.json](openapi.json), and
[asyncapi.json](asyncapi.json) for the chat.

## First steps

1. \`POST /user/create\` makes a user. Keep \`id\` and \`password\` of the answer.
2. \`PUT /follow-secret\` adds a secret, with which somebody may read the user's events.
3. \`PUT /event\` publishes an event. The payload is whatever your client encrypted, in base64.
4. \`POST /events\`, with the \`id\` and the secret, fetches it as a follower does.

The examples are of one user who is not there: put your own \`id\` (which is also \`userId\`) and \`password\` in.

## What holds for every call

- **JSON** both ways. Bytes are standard base64 with padding; limits of bytes count them decoded. Ids are UUIDs.
  Text is Unicode without NUL, in UTF-8; U+FFFD is written as the escape \`\\ufffd\`.
- **Names are matched loosely** in requests: \`userId\`, \`UserId\` and \`user_id\` are one name. Unknown properties
  are ignored, and a trailing comma and a byte order mark are forgiven. Ignore properties of answers that you don't know.
- **Passwords are in the body**: there is no session and no token to refresh. Only the AI calls want a header.
- **Problems** are \`application/problem+json\` (RFC 9457). They never quote what was sent. Besides those that are
  listed with a call, the gateway answers 404 for an unknown path, 405 for another method, 408 for a body that
  is too slow and 431 for too large headers, in the same form.
- **Repeating is safe.** Every write may be sent again when its answer was lost; only a message that is left again arrives again.
- **Any origin** may call from a browser.
- Every call also answers without \`/v2\` before its path, as the C# backend's did. Events differ there: \`PUT /event\`
  takes larger ones, and on \`POST /events\` a \`since\` counts as earlier. The two calls say how.

## AI chat

The chat is a WebSocket at \`/ai-chat\`, at the root of the host. It speaks SignalR's JSON protocol, version 1, or plain JSON:
connect with the purchase token in the header \`Authorization\` or in \`access_token\` of the query, send
\`{"method":"Introduce","arguments":["en-GB"]}\` or \`{"method":"SendMessage","arguments":["A plan for three days, please"]}\`, and receive
\`{"type":"messageResponse","message":"…"}\` with all of the text so far, growing, or \`{"type":"chatPlan","plan":{…}}\`;
\`{"type":"done"}\` ends an answer. [asyncapi.json](asyncapi.json) has all of it.
`.trim();
