/** The first page of the document, in Markdown. Links are relative to where it is. */
export const introduction = `
People share workouts with those they choose. The server stores ciphertext, initialisation vectors and public keys, and never
sees a private key.

To read and try: [Swagger UI](docs). To read: [Redoc](redoc). For tools: [openapi.json](openapi.json), and
[asyncapi.json](asyncapi.json) for the chat.

## First steps

1. \`POST /user/create\` makes a user. Keep \`id\` and \`password\` of the response.
2. \`PUT /follow-secret\` adds a secret, with which somebody can read the user's events.
3. \`PUT /event\` publishes an event. The payload is whatever your client encrypted, in base64.
4. \`POST /events\`, with the \`id\` and the secret, fetches it as a follower does.

The examples show a user who does not exist: put in your own \`id\` (which is also \`userId\`) and \`password\`.

## What holds for every call

- **JSON** both ways. Bytes are standard base64 with padding; limits count the decoded bytes. Ids are UUIDs.
  Text is Unicode without NUL, in UTF-8; write U+FFFD as the escape \`\\ufffd\`.
- **Names are matched loosely** in requests: \`userId\`, \`UserId\` and \`user_id\` are one name. Unknown properties
  are ignored, and so are a trailing comma and a byte order mark. Ignore properties of responses that you don't know.
- **Passwords are in the body**: there is no session and no token to refresh. Only the AI calls need a header.
- **Problems** are \`application/problem+json\` (RFC 9457). They never quote what was sent. Besides those
  listed with a call, the gateway returns 404 for an unknown path, 405 for another method, 408 for a body that
  arrives too slowly and 431 for oversized headers, in the same form.
- **Repeating is safe.** When a response is lost, send the same write again. Only a message that is left again arrives again.
- **Any origin** may call from a browser.
- Every call also works without \`/v2\` before its path, as it did on the C# backend. Events differ there: \`PUT /event\`
  takes larger ones, and on \`POST /events\` a \`since\` counts as earlier. The descriptions of the two calls say how.

## AI chat

The chat is a WebSocket at \`/ai-chat-v2\`, at the root of the host (apps before 4.11 have theirs at \`/ai-chat\`). It speaks SignalR's JSON protocol, version 1, or plain JSON:
connect with the purchase token in the header \`Authorization\` or in \`access_token\` of the query, send
\`{"method":"Introduce","arguments":["en-GB",3,"kilograms"]}\` or
\`{"method":"SendMessage","arguments":["A plan for three days, please",3]}\`, and receive
\`{"type":"messageResponse","message":"…"}\` with all of the text so far, growing, or \`{"type":"chatPlan","name":"…","blueprint":{…},"version":3}\`;
\`{"type":"done"}\` ends an answer. [asyncapi.json](asyncapi.json) has the details.
`.trim();
