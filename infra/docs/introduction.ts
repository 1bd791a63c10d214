/** The introduction of the document, in Markdown. Links are relative to the document. */
export const introduction = `
People share workouts with those they choose. The server stores ciphertext, initialisation vectors and public keys, but
never a private key.

To read and try out: [Swagger UI](docs). To read: [Redoc](redoc). For tools: [openapi.json](openapi.json), and
[asyncapi.json](asyncapi.json) for the chat.

## First steps

1. \`POST /user/create\` creates a user. Keep the \`id\` and \`password\` from the response.
2. \`PUT /follow-secret\` adds a secret that lets somebody read the user's events.
3. \`PUT /event\` publishes an event. Its payload is your client's ciphertext, in base64.
4. \`POST /events\`, with the \`id\` and the secret, returns it as a follower sees it.

The user in the examples does not exist: use your own \`id\` (also as \`userId\`) and \`password\`.

## Conventions

- **JSON** in both directions. Bytes are standard base64 with padding; limits count the decoded bytes. Ids are UUIDs.
  Text is Unicode without NUL, in UTF-8; write U+FFFD as the escape \`\\ufffd\`.
- **Names are matched loosely** in requests: \`userId\`, \`UserId\` and \`user_id\` are the same. Unknown properties, a
  trailing comma and a byte order mark are ignored. In responses, ignore properties that you don't know.
- **Passwords are in the body**: there are no sessions and no tokens to refresh. Only AI calls need a header.
- **Problems** are \`application/problem+json\` (RFC 9457). They never quote the request. In addition to those
  listed for a call, the gateway returns 404 for an unknown path, 405 for another method, 408 for a body that
  arrives too slowly and 431 for oversized headers, in the same format.
- **Retries are safe.** If a response is lost, send the same request again. Only an inbox message would be delivered twice.
- **Any origin** may call the API from a browser.
- Every call also works without \`/v2\` in its path, as on the C# backend. Events differ there: \`PUT /event\` accepts
  larger ones, and \`POST /events\` moves \`since\` back. The descriptions of the two calls have the details.

## AI chat

The chat is a WebSocket at \`/ai-chat-v2\`, at the root of the host (for apps before 4.11, at \`/ai-chat\`). It uses
SignalR's JSON protocol, version 1, or plain JSON. Connect with the purchase token in the header \`Authorization\` or as
\`access_token\` in the query, send
\`{"method":"Introduce","arguments":["en-GB",3,"kilograms"]}\` or
\`{"method":"SendMessage","arguments":["A plan for three days, please",3]}\`, and receive
\`{"type":"messageResponse","message":"…"}\` with all of the text so far, or \`{"type":"chatPlan","name":"…","blueprint":{…},"version":3}\`;
\`{"type":"done"}\` ends the answer. [asyncapi.json](asyncapi.json) has the details.
`.trim();
