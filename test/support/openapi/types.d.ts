/** Made of the API's document by `npm run docs:types`. */
export interface paths {
    "/user/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Creates a user with generated credentials
         * @description Creates a user with an id, a lookup and a password. **Keep the password**: the server stores only its hash, and it cannot be reset. Send `{}`.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/{idOrLookup}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns a user by id or lookup
         * @description Returns the profile that a user publishes. A UUID is looked up as an id, anything else as a lookup. Anyone may ask, but the values can be read only with the key that the user gives to followers.
         */
        get: operations["getUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Returns users by id
         * @description Returns up to 200 users at once. Unknown ids are left out, and duplicates count once. Past 100 MiB, `encryptedProfilePicture` is `null` for all remaining users, whether or not they have one: request them again, fewer at once. If a response is interrupted, discard it and send the request again.
         */
        post: operations["getUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Replaces a user's published data
         * @description Replaces the whole profile. Any of the three optional values that is left out or `null` is cleared.
         */
        put: operations["putUser"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deletes a user and all their data
         * @description Deletes a user with all events, follow secrets, messages and shared items. This cannot be undone.
         */
        post: operations["deleteUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/event": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Creates or replaces an event of a user
         * @description Publishes an event, such as a finished workout, or replaces the event with the same `eventId`. Followers see the change at their next poll. An event whose `expiry` has passed is never returned.
         *
         *     A payload has at most 5,120 bytes under `/v2`, and at most 15,360 on the path of the C# backend, `PUT /event`.
         */
        put: operations["putEvent"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Returns events of followed users, oldest first
         * @description Returns the events of up to 200 followed users, newer than the `since` given for each, oldest first. For the next poll, send the newest `timestamp` that you have of a user as `since`, **with all six fraction digits**: you then get each event once.
         *
         *     Secrets that are not, or no longer, valid are listed in `invalidFollowSecrets`; events for the others are returned as usual. The response may be many megabytes. Past 100 MiB it ends early, between two time stamps, and the next poll returns the rest. If a response is interrupted, discard it and send the request again.
         *
         *     On the path of the C# backend, `POST /events` without `/v2`, `since` is moved 15 minutes back, for clients that take the time from another clock: events may be returned again.
         */
        post: operations["getEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/follow-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Adds a secret that gives access to the events of a user
         * @description Adds a secret that you generate and with which your events can be read. Give each follower their own, so that you can revoke it separately. Adding the same secret twice has no further effect.
         */
        put: operations["putFollowSecret"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/follow-secret/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revokes a follow secret
         * @description Revokes a follow secret: whoever has it sees no more events. An unknown secret is not an error.
         */
        post: operations["deleteFollowSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Leaves an encrypted message for a user
         * @description Leaves a message for a user, such as a follow request. It needs no password: encrypt the message with the receiver's public key and put your signature inside, so that the receiver knows who sent it.
         */
        put: operations["putInbox"];
        /**
         * Returns and removes a user's messages, oldest first
         * @description Returns a user's messages, oldest first, **and removes them**: each is delivered once. If the response fails on its way, send the request again. Past 100 MiB it ends early, and the next poll returns the rest.
         */
        post: operations["getInbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shareditem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publishes an encrypted item to be shared by link
         * @description Publishes an encrypted item, such as a plan, under an id of its own. Put the id and the key into a link: whoever has the link can read the item until it expires.
         */
        post: operations["createSharedItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shareditem/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns a shared item
         * @description Returns a shared item to anyone who knows its id. Caches may keep the response for a minute.
         */
        get: operations["getSharedItem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/workout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a training plan for a person
         * @description Makes a training plan for a person. The response may take a minute or more. Each call counts against the limit of the purchase, whichever of its tokens is sent: 100 calls in any 24 hours for `Web`, 20 for the other stores. A call does not count if it is rejected, or if the model returns nothing because it is unreachable, busy, failing or silent. An answer that is cut off, refused or unusable does count.
         */
        post: operations["makeWorkout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes one training session
         * @description Makes one training session. The response may take a minute or more. Each call counts against the limit of the purchase, whichever of its tokens is sent: 100 calls in any 24 hours for `Web`, 20 for the other stores. A call does not count if it is rejected, or if the model returns nothing because it is unreachable, busy, failing or silent. An answer that is cut off, refused or unusable does count.
         *
         *     A `volume` below 25 asks for at least 2 exercises, below 50 for 3, below 75 for 5, below 90 for 7, and anything higher for 10.
         */
        post: operations["makeSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai-chat/negotiate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The first call of a SignalR client: lists the transports
         * @description The first call of a SignalR client; SignalR's libraries make it automatically. It does not count against the limit. The chat itself is a WebSocket: see [asyncapi.json](asyncapi.json).
         */
        post: operations["negotiateChat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai-chat-v2/negotiate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The first call of a SignalR client: lists the transports
         * @description The first call of a SignalR client; SignalR's libraries make it automatically. It does not count against the limit. The chat itself is a WebSocket: see [asyncapi.json](asyncapi.json). For the chat of today's app, `/ai-chat-v2`.
         */
        post: operations["negotiateChatV2"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reports that the API is up
         * @description Returns `healthy`, whatever state the database is in.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Reports that the API is up: only the headers
         * @description Returns `healthy`, whatever state the database is in.
         */
        head: operations["headHealth"];
        patch?: never;
        trace?: never;
    };
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Redirects a browser to the documents
         * @description The start page: redirects a browser to the documents.
         */
        get: operations["getRoot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Redirects a browser to the documents: only the headers
         * @description The start page: redirects a browser to the documents.
         */
        head: operations["headRoot"];
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Describes the API as OpenAPI 3.1
         * @description This document. Generate a client from it.
         */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Describes the API as OpenAPI 3.1: only the headers
         * @description This document. Generate a client from it.
         */
        head: operations["headOpenApi"];
        patch?: never;
        trace?: never;
    };
    "/asyncapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Describes the chat as AsyncAPI 3
         * @description The messages of the chat, in both directions.
         */
        get: operations["getAsyncApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Describes the chat as AsyncAPI 3: only the headers
         * @description The messages of the chat, in both directions.
         */
        head: operations["headAsyncApi"];
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Documentation to read and try out, in Swagger UI
         * @description Every call with its limits and examples, and a button that sends it.
         */
        get: operations["getDocs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Documentation to read and try out, in Swagger UI: only the headers
         * @description Every call with its limits and examples, and a button that sends it.
         */
        head: operations["headDocs"];
        patch?: never;
        trace?: never;
    };
    "/redoc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Documentation to read, in Redoc
         * @description A reference of every call with its limits and examples.
         */
        get: operations["getRedoc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Documentation to read, in Redoc: only the headers
         * @description A reference of every call with its limits and examples.
         */
        head: operations["headRedoc"];
        patch?: never;
        trace?: never;
    };
    "/docs/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Scripts and styles of the two pages
         * @description A script, style sheet or icon of the two pages. Only the pages need these files.
         */
        get: operations["getDocsFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Scripts and styles of the two pages: only the headers
         * @description A script, style sheet or icon of the two pages. Only the pages need these files.
         */
        head: operations["headDocsFile"];
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        CreateSharedItemRequest: {
            /**
             * Format: uuid
             * @description The user's id.
             * @example 5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10
             */
            userId: string;
            /**
             * @description The user's password, as returned when the user was created.
             * @example c0a1b2d3-4e5f-4a6b-8c7d-9e0f1a2b3c4d
             */
            password: string;
            /** @description The encrypted item. */
            encryptedPayload: {
                /**
                 * @description The encrypted item. Base64 of 0 to 20,480 bytes.
                 * @example SGVsbG8=
                 */
                encryptedPayload: string;
                /** @description The initialisation vector of the payload. */
                iv: {
                    /**
                     * @description The bytes. Base64 of exactly 16 bytes.
                     * @example AAECAwQFBgcICQoLDA0ODw==
                     */
                    value: string;
                };
            };
            /**
             * Format: date-time
             * @description The expiry time: afterwards it is no longer returned, and is removed. ISO 8601 with an offset; seconds and up to nine fraction digits are optional.
             * @example 2099-01-01T00:00:00Z
             */
            expiry: string;
        };
        CreateSharedItemResponse: {
            /**
             * @description The id of the item.
             * @example w8r4n6p2c5yd
             */
            id: string;
        };
        CreateUserResponse: {
            /**
             * Format: uuid
             * @description The new user's id.
             * @example 5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10
             */
            id: string;
            /**
             * @description A short name for the user, to give to friends.
             * @example k3v9m2x7q1tz
             */
            lookup: string;
            /**
             * @description Every call that changes the data of the user needs it. It is returned only here.
             * @example c0a1b2d3-4e5f-4a6b-8c7d-9e0f1a2b3c4d
             */
            password: string;
        };
        DeleteUserRequest: {
            /**
             * Format: uuid
             * @description The user's id.
             * @example 5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10
             */
            id: string;
            /**
             * @description The user's password, as returned when the user was created.
             * @example c0a1b2d3-4e5f-4a6b-8c7d-9e0f1a2b3c4d
             */
            password: string;
        };
        Exercise: {
            /**
             * @description The name of the exercise.
             * @example Squat
             */
            name: string;
            /**
             * @description The number of sets.
             * @example 3
             */
            sets: number;
            /**
             * @description The repetitions per set.
             * @example 8
             */
            repsPerSet: number;
            /**
             * @description The weight to add after a success, in the requested unit.
             * @example 2.5
             */
            weightIncreaseOnSuccess: number;
            /** @description `minRest` ≤ `maxRest` ≤ `failureRest`. */
            restBetweenSets: {
                /**
                 * @description The shortest rest, as `hh:mm:ss`, or `d.hh:mm:ss` for a day or more.
                 * @example 00:01:30
                 */
                minRest: string;
                /**
                 * @description The longest rest, in the same form.
                 * @example 00:03:00
                 */
                maxRest: string;
                /**
                 * @description The rest after a failed set, in the same form.
                 * @example 00:05:00
                 */
                failureRest: string;
            };
            /**
             * @description Always `false`.
             * @example false
             * @constant
             */
            supersetWithNext: false;
            /**
             * @description Notes on the exercise.
             * @example Keep the back straight.
             */
            notes: string;
            /**
             * @description Always empty.
             * @example
             * @constant
             */
            link: "";
        };
        FollowSecret: {
            /**
             * Format: uuid
             * @description The user's id.
             * @example 5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10
             */
            userId: string;
            /**
             * @description The user's password, as returned when the user was created.
             * @example c0a1b2d3-4e5f-4a6b-8c7d-9e0f1a2b3c4d
             */
            password: string;
            /**
             * @description A secret that the user shares with a follower.
             * @example f2b7c9d1-between-the-two-of-us
             */
            followSecret: string;
        };
        GetAsyncApiResponse: {
            /**
             * @description The version of AsyncAPI.
             * @example 3.0.0
             */
            asyncapi: string;
        } & {
            [key: string]: unknown;
        };
        GetEventsRequest: {
            /** @description The followed users, and the time from which to return the events of each. */
            users: {
                /**
                 * Format: uuid
                 * @description The user's id.
                 * @example 5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10
                 */
                userId: string;
                /**
                 * @description A secret that the user shares with a follower.
                 * @example f2b7c9d1-between-the-two-of-us
                 */
                followSecret: string;
                /**
                 * Format: date-time
                 * @description Only newer events are returned. Start with `0001-01-01T00:00:00Z`. ISO 8601 with an offset; seconds and up to nine fraction digits are optional.
                 * @example 0001-01-01T00:00:00Z
                 */
                since: string;
            }[];
        };
        GetEventsResponse: {
            /** @description The events, oldest first. */
            events: {
                /**
                 * Format: uuid
                 * @description The user's id.
                 * @example 5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10
                 */
                userId: string;
                /**
                 * Format: uuid
                 * @description The id of the event. An event that you already have was edited.
                 * @example 9b2d7c1e-58f4-4a3b-b6d0-1e2f3a4b5c6d
                 */
                eventId: string;
                /**
                 * Format: date-time
                 * @description When the event was last written. Send a user's newest one as `since`, unchanged. UTC, with six fraction digits.
                 * @example 2026-06-30T01:55:36.123456Z
                 */
                timestamp: string;
                /**
                 * @description The encrypted event. Base64.
                 * @example SGVsbG8=
                 */
                encryptedEventPayload: string;
                /**
                 * @description The initialisation vector of the payload. Base64.
                 * @example AAECAwQFBgcICQoLDA0ODw==
                 */
                encryptedEventIV: string;
                /**
                 * Format: date-time
                 * @description The expiry time: afterwards it is no longer returned, and is removed. UTC, with six fraction digits.
                 * @example 2099-01-01T00:00:00.000000Z
                 */
                expiry: string;
            }[];
            /** @description The secrets that are not valid for the user they were sent with: stop sending them. */
            invalidFollowSecrets: string[];
        };
        GetInboxRequest: {
            /**
             * Format: uuid
             * @description The user's id.
             * @example 5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10
             */
            userId: string;
            /**
             * @description The user's password, as returned when the user was created.
             * @example c0a1b2d3-4e5f-4a6b-8c7d-9e0f1a2b3c4d
             */
            password: string;
        };
        GetInboxResponse: {
            /** @description The messages, oldest first. */
            inboxMessages: {
                /**
                 * Format: uuid
                 * @description The id of the message.
                 * @example 9b2d7c1e-58f4-4a3b-b6d0-1e2f3a4b5c6d
                 */
                id: string;
                /** @description The encrypted message, in chunks that fit RSA. */
                encryptedMessage: string[];
            }[];
        };
        GetOpenApiResponse: {
            /**
             * @description The version of OpenAPI.
             * @example 3.1.1
             */
            openapi: string;
        } & {
            [key: string]: unknown;
        };
        GetSharedItemResponse: {
            /** @description The public key of the user who shared the item, to verify its signature. */
            rsaPublicKey: {
                /**
                 * @description The key, as SPKI. Base64.
                 * @example MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBALGFyu/0l0oX4VBSn4n4zQxYYkGdPl8bVvQBm1RXhxq5vbHVmPVeSxl0UtJwz5cYCJ8eMbxGCXUpTJPjRIUx7BMCAwEAAQ==
                 */
                spkiPublicKeyBytes: string;
            };
            /** @description The encrypted item. */
            encryptedPayload: {
                /**
                 * @description The encrypted item. Base64.
                 * @example SGVsbG8=
                 */
                encryptedPayload: string;
                /** @description The initialisation vector of the payload. */
                iv: {
                    /**
                     * @description The bytes. Base64.
                     * @example AAECAwQFBgcICQoLDA0ODw==
                     */
                    value: string;
                };
            };
        };
        GetUsersRequest: {
            /** @description The ids of the users. */
            ids: string[];
        };
        GetUsersResponse: {
            /**
             * @description The known users, by id.
             * @example {
             *       "5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10": {
             *         "id": "5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10",
             *         "lookup": "k3v9m2x7q1tz",
             *         "encryptedCurrentPlan": "SGVsbG8=",
             *         "encryptedProfilePicture": null,
             *         "encryptedName": "SGVsbG8=",
             *         "encryptionIV": "AAECAwQFBgcICQoLDA0ODw==",
             *         "rsaPublicKey": "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBALGFyu/0l0oX4VBSn4n4zQxYYkGdPl8bVvQBm1RXhxq5vbHVmPVeSxl0UtJwz5cYCJ8eMbxGCXUpTJPjRIUx7BMCAwEAAQ=="
             *       }
             *     }
             */
            users: {
                [key: string]: components["schemas"]["User"];
            };
        };
        InvalidRequest: {
            /**
             * @description Always `about:blank`: the status identifies the problem.
             * @example about:blank
             * @constant
             */
            type: "about:blank";
            /**
             * @description The name of the status.
             * @example Bad Request
             */
            title: string;
            /**
             * @description The HTTP status.
             * @example 400
             */
            status: number;
            /**
             * @description An explanation for people. It never quotes the request.
             * @example The request body is outside the limits of this call.
             */
            detail: string;
            /**
             * @description The id of the request in our logs.
             * @example JJbxtHtIoAMFUDQ=
             */
            requestId: string;
            /** @description All field errors of the body. */
            errors?: {
                /**
                 * @description The path of the field, such as `users.3.since`; empty for the body itself.
                 * @example password
                 */
                path: string;
                /**
                 * @description What is wrong with the field.
                 * @example Too small: expected string to have >=1 characters
                 */
                message: string;
            }[];
        };
        MakeSessionRequest: {
            /** @description The information that the planner uses. */
            attributes: {
                /** @description The parts of the body to train. */
                areasToWorkout: string[];
                /**
                 * @description The training volume, in percent of the maximum.
                 * @example 40
                 */
                volume: number;
                /**
                 * @description The current weights of the person by exercise: up to 100 names of up to 49 characters.
                 * @example {
                 *       "Squat": 60,
                 *       "Row": 35.5
                 *     }
                 */
                exerciseToKilograms: {
                    [key: string]: number;
                };
                /**
                 * @description Whether weights are in pounds.
                 * @example false
                 */
                useImperialUnits: boolean;
                /** @description Anything else that the planner should know. */
                additionalInfo?: string | null;
            };
        };
        MakeWorkoutRequest: {
            /** @description The information that the planner uses. */
            attributes: {
                /**
                 * @description The gender of the person.
                 * @example Female
                 * @enum {string}
                 */
                gender: "Male" | "Female" | "Other" | "PreferNotToSay";
                /**
                 * @description The person's weight, in kilograms or pounds.
                 * @example 60-70
                 */
                weightRange: string;
                /**
                 * @description The age of the person, in years.
                 * @example 34
                 */
                age: number;
                /**
                 * @description Training days per week.
                 * @example 3
                 */
                daysPerWeek: number;
                /** @description The person's goals. */
                goals: string[];
                /**
                 * @description The person's training experience.
                 * @example Intermediate
                 * @enum {string}
                 */
                experience: "Beginner" | "Intermediate" | "Advanced" | "Professional";
                /**
                 * @description Whether weights are in pounds.
                 * @example false
                 */
                useImperialUnits: boolean;
                /** @description Anything else that the planner should know. */
                additionalInfo?: string | null;
            };
        };
        NegotiateChatResponse: {
            /**
             * @description The version that both sides support.
             * @example 1
             */
            negotiateVersion: number;
            /**
             * @description An id that clients expect; the server does not use it.
             * @example jVYvQ0yTPoLMyWd0uH0L3A
             */
            connectionId: string;
            /**
             * @description The value of `id` in the WebSocket's URL; only from version 1.
             * @example b7Nn9z2mIQx2l0pX5K4n1w
             */
            connectionToken?: string;
            /** @description The available transports: only WebSockets. */
            availableTransports: {
                /**
                 * @description The name of the transport.
                 * @example WebSockets
                 * @constant
                 */
                transport: "WebSockets";
                /** @description The transfer formats. */
                transferFormats: "Text"[];
            }[];
        };
        Nothing: Record<string, never>;
        Plan: {
            /**
             * @description The name of the plan.
             * @example Stronger at home
             */
            name: string;
            /**
             * @description What the plan is about.
             * @example Three days a week.
             */
            description: string;
            /** @description The sessions, in order. */
            sessions: components["schemas"]["Session"][];
        };
        Problem: {
            /**
             * @description Always `about:blank`: the status identifies the problem.
             * @example about:blank
             * @constant
             */
            type: "about:blank";
            /**
             * @description The name of the status.
             * @example Not Found
             */
            title: string;
            /**
             * @description The HTTP status.
             * @example 404
             */
            status: number;
            /**
             * @description An explanation for people. It never quotes the request.
             * @example There is no such user.
             */
            detail: string;
            /**
             * @description The id of the request in our logs.
             * @example JJbxtHtIoAMFUDQ=
             */
            requestId: string;
        };
        PutEventRequest: {
            /**
             * Format: uuid
             * @description The user's id.
             * @example 5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10
             */
            userId: string;
            /**
             * @description The user's password, as returned when the user was created.
             * @example c0a1b2d3-4e5f-4a6b-8c7d-9e0f1a2b3c4d
             */
            password: string;
            /**
             * Format: uuid
             * @description The id of the event, a UUID that you generate.
             * @example 9b2d7c1e-58f4-4a3b-b6d0-1e2f3a4b5c6d
             */
            eventId: string;
            /**
             * @description The encrypted event. Base64 of 1 to 5,120 bytes.
             * @example SGVsbG8=
             */
            encryptedEventPayload: string;
            /**
             * @description The initialisation vector of the payload. Base64 of 1 to 16 bytes.
             * @example AAECAwQFBgcICQoLDA0ODw==
             */
            encryptedEventIV: string;
            /**
             * Format: date-time
             * @description The expiry time: afterwards it is no longer returned, and is removed. ISO 8601 with an offset; seconds and up to nine fraction digits are optional.
             * @example 2099-01-01T00:00:00Z
             */
            expiry: string;
        };
        PutInboxRequest: {
            /**
             * Format: uuid
             * @description The receiver's id.
             * @example 5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10
             */
            toUserId: string;
            /** @description The encrypted message, in chunks that fit RSA. */
            encryptedMessage: string[];
        };
        PutUserRequest: {
            /**
             * Format: uuid
             * @description The user's id.
             * @example 5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10
             */
            id: string;
            /**
             * @description The user's password, as returned when the user was created.
             * @example c0a1b2d3-4e5f-4a6b-8c7d-9e0f1a2b3c4d
             */
            password: string;
            /** @description The encrypted training plan; `null` if none is published. */
            encryptedCurrentPlan?: string | null;
            /** @description The encrypted profile picture; `null` if none is published. */
            encryptedProfilePicture?: string | null;
            /** @description The encrypted name; `null` if none is published. */
            encryptedName?: string | null;
            /**
             * @description The initialisation vector of the encrypted values. Base64 of 0 to 64 bytes.
             * @example AAECAwQFBgcICQoLDA0ODw==
             */
            encryptionIV: string;
            /**
             * @description The user's RSA public key, as SPKI. It encrypts messages to the user and verifies the user's signatures. Base64 of 0 to 4,096 bytes.
             * @example MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBALGFyu/0l0oX4VBSn4n4zQxYYkGdPl8bVvQBm1RXhxq5vbHVmPVeSxl0UtJwz5cYCJ8eMbxGCXUpTJPjRIUx7BMCAwEAAQ==
             */
            rsaPublicKey: string;
        };
        Session: {
            /**
             * @description The name of the session.
             * @example Lower body
             */
            name: string;
            /** @description The exercises, in order. */
            exercises: components["schemas"]["Exercise"][];
            /**
             * @description Notes on the session.
             * @example Warm up for ten minutes.
             */
            notes: string;
        };
        User: {
            /**
             * Format: uuid
             * @description The user's id.
             * @example 5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10
             */
            id: string;
            /**
             * @description A short name for the user, to give to friends.
             * @example k3v9m2x7q1tz
             */
            lookup: string;
            /** @description The encrypted training plan; `null` if none is published. */
            encryptedCurrentPlan: string | null;
            /** @description The encrypted profile picture; `null` if none is published. */
            encryptedProfilePicture: string | null;
            /** @description The encrypted name; `null` if none is published. */
            encryptedName: string | null;
            /**
             * @description The initialisation vector of the encrypted values. Base64.
             * @example AAECAwQFBgcICQoLDA0ODw==
             */
            encryptionIV: string;
            /**
             * @description The user's RSA public key, as SPKI. It encrypts messages to the user and verifies the user's signatures. Base64.
             * @example MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBALGFyu/0l0oX4VBSn4n4zQxYYkGdPl8bVvQBm1RXhxq5vbHVmPVeSxl0UtJwz5cYCJ8eMbxGCXUpTJPjRIUx7BMCAwEAAQ==
             */
            rsaPublicKey: string;
        };
    };
    responses: {
        /** @description The body is missing, not JSON or outside the limits. `errors` lists all field errors. */
        InvalidRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Bad Request",
                 *       "status": 400,
                 *       "detail": "The request body is outside the limits of this call.",
                 *       "requestId": "JJbxtHtIoAMFUDQ=",
                 *       "errors": [
                 *         {
                 *           "path": "password",
                 *           "message": "Too small: expected string to have >=1 characters"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["InvalidRequest"];
            };
        };
        /** @description The request is larger than 6 MB. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Payload Too Large",
                 *       "status": 413,
                 *       "detail": "The request is larger than 6 MB.",
                 *       "requestId": "JJbxtHtIoAMFUDQ="
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The purchase has reached its limit of calls in 24 hours. `Retry-After` says when the next call is possible. */
        TooManyCalls: {
            headers: {
                /**
                 * @description The seconds to wait before a retry, or the date from which to retry.
                 * @example Tue, 01 Jul 2026 01:55:37 GMT
                 */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Too Many Requests",
                 *       "status": 429,
                 *       "detail": "The limit of 100 calls in 24 hours has been reached. Try again later.",
                 *       "requestId": "JJbxtHtIoAMFUDQ="
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description An error on our side. Send us the `requestId`. */
        Failed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Internal Server Error",
                 *       "status": 500,
                 *       "detail": "Something went wrong on our side.",
                 *       "requestId": "JJbxtHtIoAMFUDQ="
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Our code, the model or the store failed. Retry after `Retry-After`. */
        NoUsableAnswer: {
            headers: {
                /**
                 * @description The seconds to wait before a retry, or the date from which to retry.
                 * @example 30
                 */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Bad Gateway",
                 *       "status": 502,
                 *       "detail": "The function failed.",
                 *       "requestId": "JJbxtHtIoAMFUDQ="
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The database is resuming, or something is not configured. Retry after `Retry-After`. */
        Unavailable: {
            headers: {
                /**
                 * @description The seconds to wait before a retry, or the date from which to retry.
                 * @example 5
                 */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Service Unavailable",
                 *       "status": 503,
                 *       "detail": "The database is not available at the moment. Try again later.",
                 *       "requestId": "JJbxtHtIoAMFUDQ="
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request took too long. Retry after `Retry-After`. */
        TookTooLong: {
            headers: {
                /**
                 * @description The seconds to wait before a retry, or the date from which to retry.
                 * @example 1
                 */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Gateway Timeout",
                 *       "status": 504,
                 *       "detail": "The request timed out. Try again.",
                 *       "requestId": "JJbxtHtIoAMFUDQ="
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description The new user. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10",
                     *       "lookup": "k3v9m2x7q1tz",
                     *       "password": "c0a1b2d3-4e5f-4a6b-8c7d-9e0f1a2b3c4d"
                     *     }
                     */
                    "application/json": components["schemas"]["CreateUserResponse"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            413: components["responses"]["TooLarge"];
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["TookTooLong"];
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A user's id or lookup, up to 100 characters.
                 * @example 5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10
                 */
                idOrLookup: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10",
                     *       "lookup": "k3v9m2x7q1tz",
                     *       "encryptedCurrentPlan": "SGVsbG8=",
                     *       "encryptedProfilePicture": null,
                     *       "encryptedName": "SGVsbG8=",
                     *       "encryptionIV": "AAECAwQFBgcICQoLDA0ODw==",
                     *       "rsaPublicKey": "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBALGFyu/0l0oX4VBSn4n4zQxYYkGdPl8bVvQBm1RXhxq5vbHVmPVeSxl0UtJwz5cYCJ8eMbxGCXUpTJPjRIUx7BMCAwEAAQ=="
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            /** @description No user has this id or lookup. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no such user.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["TookTooLong"];
        };
    };
    getUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         "5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["GetUsersRequest"];
            };
        };
        responses: {
            /** @description The users, by id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "users": {
                     *         "5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10": {
                     *           "id": "5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10",
                     *           "lookup": "k3v9m2x7q1tz",
                     *           "encryptedCurrentPlan": "SGVsbG8=",
                     *           "encryptedProfilePicture": null,
                     *           "encryptedName": "SGVsbG8=",
                     *           "encryptionIV": "AAECAwQFBgcICQoLDA0ODw==",
                     *           "rsaPublicKey": "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBALGFyu/0l0oX4VBSn4n4zQxYYkGdPl8bVvQBm1RXhxq5vbHVmPVeSxl0UtJwz5cYCJ8eMbxGCXUpTJPjRIUx7BMCAwEAAQ=="
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["GetUsersResponse"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            413: components["responses"]["TooLarge"];
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["TookTooLong"];
        };
    };
    putUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10",
                 *       "password": "c0a1b2d3-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
                 *       "encryptedCurrentPlan": "SGVsbG8=",
                 *       "encryptedProfilePicture": null,
                 *       "encryptedName": "SGVsbG8=",
                 *       "encryptionIV": "AAECAwQFBgcICQoLDA0ODw==",
                 *       "rsaPublicKey": "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBALGFyu/0l0oX4VBSn4n4zQxYYkGdPl8bVvQBm1RXhxq5vbHVmPVeSxl0UtJwz5cYCJ8eMbxGCXUpTJPjRIUx7BMCAwEAAQ=="
                 *     }
                 */
                "application/json": components["schemas"]["PutUserRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": components["schemas"]["Nothing"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            /** @description The password is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "The password is wrong.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No user has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no such user.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["TookTooLong"];
        };
    };
    deleteUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10",
                 *       "password": "c0a1b2d3-4e5f-4a6b-8c7d-9e0f1a2b3c4d"
                 *     }
                 */
                "application/json": components["schemas"]["DeleteUserRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": components["schemas"]["Nothing"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            /** @description The password is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "The password is wrong.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No user has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no such user.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["TookTooLong"];
        };
    };
    putEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "userId": "5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10",
                 *       "password": "c0a1b2d3-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
                 *       "eventId": "9b2d7c1e-58f4-4a3b-b6d0-1e2f3a4b5c6d",
                 *       "encryptedEventPayload": "SGVsbG8=",
                 *       "encryptedEventIV": "AAECAwQFBgcICQoLDA0ODw==",
                 *       "expiry": "2099-01-01T00:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["PutEventRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": components["schemas"]["Nothing"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            /** @description The password is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "The password is wrong.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No user has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no such user.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["TookTooLong"];
        };
    };
    getEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "users": [
                 *         {
                 *           "userId": "5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10",
                 *           "followSecret": "f2b7c9d1-between-the-two-of-us",
                 *           "since": "0001-01-01T00:00:00Z"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["GetEventsRequest"];
            };
        };
        responses: {
            /** @description The new events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "events": [
                     *         {
                     *           "userId": "5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10",
                     *           "eventId": "9b2d7c1e-58f4-4a3b-b6d0-1e2f3a4b5c6d",
                     *           "timestamp": "2026-06-30T01:55:36.123456Z",
                     *           "encryptedEventPayload": "SGVsbG8=",
                     *           "encryptedEventIV": "AAECAwQFBgcICQoLDA0ODw==",
                     *           "expiry": "2099-01-01T00:00:00.000000Z"
                     *         }
                     *       ],
                     *       "invalidFollowSecrets": [
                     *         "a-revoked-secret"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["GetEventsResponse"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            413: components["responses"]["TooLarge"];
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["TookTooLong"];
        };
    };
    putFollowSecret: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "userId": "5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10",
                 *       "password": "c0a1b2d3-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
                 *       "followSecret": "f2b7c9d1-between-the-two-of-us"
                 *     }
                 */
                "application/json": components["schemas"]["FollowSecret"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": components["schemas"]["Nothing"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            /** @description The password is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "The password is wrong.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No user has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no such user.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["TookTooLong"];
        };
    };
    deleteFollowSecret: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "userId": "5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10",
                 *       "password": "c0a1b2d3-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
                 *       "followSecret": "f2b7c9d1-between-the-two-of-us"
                 *     }
                 */
                "application/json": components["schemas"]["FollowSecret"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": components["schemas"]["Nothing"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            /** @description The password is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "The password is wrong.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No user has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no such user.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["TookTooLong"];
        };
    };
    putInbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "toUserId": "5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10",
                 *       "encryptedMessage": [
                 *         "SGVsbG8="
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["PutInboxRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": components["schemas"]["Nothing"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            /** @description No user has the id of the receiver. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no such user.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["TookTooLong"];
        };
    };
    getInbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "userId": "5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10",
                 *       "password": "c0a1b2d3-4e5f-4a6b-8c7d-9e0f1a2b3c4d"
                 *     }
                 */
                "application/json": components["schemas"]["GetInboxRequest"];
            };
        };
        responses: {
            /** @description The messages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "inboxMessages": [
                     *         {
                     *           "id": "9b2d7c1e-58f4-4a3b-b6d0-1e2f3a4b5c6d",
                     *           "encryptedMessage": [
                     *             "SGVsbG8="
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["GetInboxResponse"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            /** @description The password is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "The password is wrong.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No user has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no such user.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["TookTooLong"];
        };
    };
    createSharedItem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "userId": "5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10",
                 *       "password": "c0a1b2d3-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
                 *       "encryptedPayload": {
                 *         "encryptedPayload": "SGVsbG8=",
                 *         "iv": {
                 *           "value": "AAECAwQFBgcICQoLDA0ODw=="
                 *         }
                 *       },
                 *       "expiry": "2099-01-01T00:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["CreateSharedItemRequest"];
            };
        };
        responses: {
            /** @description The id of the item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "w8r4n6p2c5yd"
                     *     }
                     */
                    "application/json": components["schemas"]["CreateSharedItemResponse"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            /** @description No user has this id, or the password is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "The password is wrong.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["TookTooLong"];
        };
    };
    getSharedItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id that was returned when the item was shared.
                 * @example w8r4n6p2c5yd
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item, and the public key of the user who shared it. */
            200: {
                headers: {
                    /**
                     * @description How long the response may be cached.
                     * @example public, max-age=60
                     */
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "rsaPublicKey": {
                     *         "spkiPublicKeyBytes": "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBALGFyu/0l0oX4VBSn4n4zQxYYkGdPl8bVvQBm1RXhxq5vbHVmPVeSxl0UtJwz5cYCJ8eMbxGCXUpTJPjRIUx7BMCAwEAAQ=="
                     *       },
                     *       "encryptedPayload": {
                     *         "encryptedPayload": "SGVsbG8=",
                     *         "iv": {
                     *           "value": "AAECAwQFBgcICQoLDA0ODw=="
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["GetSharedItemResponse"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            /** @description The item does not exist, or has expired. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no such user.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["TookTooLong"];
        };
    };
    makeWorkout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "attributes": {
                 *         "gender": "Female",
                 *         "weightRange": "60-70",
                 *         "age": 34,
                 *         "daysPerWeek": 3,
                 *         "goals": [
                 *           "Get stronger"
                 *         ],
                 *         "experience": "Intermediate",
                 *         "useImperialUnits": false,
                 *         "additionalInfo": "I train at home and have dumbbells only."
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["MakeWorkoutRequest"];
            };
        };
        responses: {
            /** @description The plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "Stronger at home",
                     *       "description": "Three days a week.",
                     *       "sessions": [
                     *         {
                     *           "name": "Lower body",
                     *           "exercises": [
                     *             {
                     *               "name": "Squat",
                     *               "sets": 3,
                     *               "repsPerSet": 8,
                     *               "weightIncreaseOnSuccess": 2.5,
                     *               "restBetweenSets": {
                     *                 "minRest": "00:01:30",
                     *                 "maxRest": "00:03:00",
                     *                 "failureRest": "00:05:00"
                     *               },
                     *               "supersetWithNext": false,
                     *               "notes": "Keep the back straight.",
                     *               "link": ""
                     *             }
                     *           ],
                     *           "notes": "Warm up for ten minutes."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Plan"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            /** @description The header has no purchase token, or the store does not confirm the purchase. */
            401: {
                headers: {
                    /**
                     * @description The expected scheme.
                     * @example Bearer realm="liftlog"
                     */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "The purchase token is not valid.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyCalls"];
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["TookTooLong"];
        };
    };
    makeSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "attributes": {
                 *         "areasToWorkout": [
                 *           "Legs",
                 *           "Back"
                 *         ],
                 *         "volume": 40,
                 *         "exerciseToKilograms": {
                 *           "Squat": 60,
                 *           "Row": 35.5
                 *         },
                 *         "useImperialUnits": false,
                 *         "additionalInfo": "My left knee hurts."
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["MakeSessionRequest"];
            };
        };
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "Lower body",
                     *       "exercises": [
                     *         {
                     *           "name": "Squat",
                     *           "sets": 3,
                     *           "repsPerSet": 8,
                     *           "weightIncreaseOnSuccess": 2.5,
                     *           "restBetweenSets": {
                     *             "minRest": "00:01:30",
                     *             "maxRest": "00:03:00",
                     *             "failureRest": "00:05:00"
                     *           },
                     *           "supersetWithNext": false,
                     *           "notes": "Keep the back straight.",
                     *           "link": ""
                     *         }
                     *       ],
                     *       "notes": "Warm up for ten minutes."
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            /** @description The header has no purchase token, or the store does not confirm the purchase. */
            401: {
                headers: {
                    /**
                     * @description The expected scheme.
                     * @example Bearer realm="liftlog"
                     */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "The purchase token is not valid.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyCalls"];
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["TookTooLong"];
        };
    };
    negotiateChat: {
        parameters: {
            query?: {
                /**
                 * @description The highest version that the client supports. Anything but a whole number is treated as 0.
                 * @example 1
                 */
                negotiateVersion?: unknown;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where to connect. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "negotiateVersion": 1,
                     *       "connectionId": "jVYvQ0yTPoLMyWd0uH0L3A",
                     *       "connectionToken": "b7Nn9z2mIQx2l0pX5K4n1w",
                     *       "availableTransports": [
                     *         {
                     *           "transport": "WebSockets",
                     *           "transferFormats": [
                     *             "Text"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["NegotiateChatResponse"];
                };
            };
            /** @description Neither the header nor the query has a purchase token, or the store does not confirm the purchase. */
            401: {
                headers: {
                    /**
                     * @description The expected scheme.
                     * @example Bearer realm="liftlog"
                     */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "The purchase token is not valid.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["TookTooLong"];
        };
    };
    negotiateChatV2: {
        parameters: {
            query?: {
                /**
                 * @description The highest version that the client supports. Anything but a whole number is treated as 0.
                 * @example 1
                 */
                negotiateVersion?: unknown;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where to connect. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "negotiateVersion": 1,
                     *       "connectionId": "jVYvQ0yTPoLMyWd0uH0L3A",
                     *       "connectionToken": "b7Nn9z2mIQx2l0pX5K4n1w",
                     *       "availableTransports": [
                     *         {
                     *           "transport": "WebSockets",
                     *           "transferFormats": [
                     *             "Text"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["NegotiateChatResponse"];
                };
            };
            /** @description Neither the header nor the query has a purchase token, or the store does not confirm the purchase. */
            401: {
                headers: {
                    /**
                     * @description The expected scheme.
                     * @example Bearer realm="liftlog"
                     */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "The purchase token is not valid.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["TookTooLong"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The API is up. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example healthy */
                    "text/plain": "healthy";
                };
            };
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            504: components["responses"]["TookTooLong"];
        };
    };
    headHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The API is up. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            504: components["responses"]["TookTooLong"];
        };
    };
    getRoot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `Location` points to the documents. */
            308: {
                headers: {
                    /**
                     * @description The target.
                     * @example docs
                     */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            504: components["responses"]["TookTooLong"];
        };
    };
    headRoot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `Location` points to the documents. */
            308: {
                headers: {
                    /**
                     * @description The target.
                     * @example docs
                     */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            504: components["responses"]["TookTooLong"];
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the cached content. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    /**
                     * @description How long the response may be cached.
                     * @example public, max-age=300
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description A tag of the content, to send as `If-None-Match`.
                     * @example W/"5d41402abc4b2a76"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetOpenApiResponse"];
                };
            };
            /** @description The content still matches `If-None-Match`. */
            304: {
                headers: {
                    /**
                     * @description A tag of the content, to send as `If-None-Match`.
                     * @example W/"5d41402abc4b2a76"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The path ends with a slash: `Location` is the path without it. */
            308: {
                headers: {
                    /**
                     * @description The target.
                     * @example ../docs
                     */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            504: components["responses"]["TookTooLong"];
        };
    };
    headOpenApi: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the cached content. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    /**
                     * @description How long the response may be cached.
                     * @example public, max-age=300
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description A tag of the content, to send as `If-None-Match`.
                     * @example W/"5d41402abc4b2a76"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The content still matches `If-None-Match`. */
            304: {
                headers: {
                    /**
                     * @description A tag of the content, to send as `If-None-Match`.
                     * @example W/"5d41402abc4b2a76"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The path ends with a slash: `Location` is the path without it. */
            308: {
                headers: {
                    /**
                     * @description The target.
                     * @example ../docs
                     */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            504: components["responses"]["TookTooLong"];
        };
    };
    getAsyncApi: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the cached content. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    /**
                     * @description How long the response may be cached.
                     * @example public, max-age=300
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description A tag of the content, to send as `If-None-Match`.
                     * @example W/"5d41402abc4b2a76"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetAsyncApiResponse"];
                };
            };
            /** @description The content still matches `If-None-Match`. */
            304: {
                headers: {
                    /**
                     * @description A tag of the content, to send as `If-None-Match`.
                     * @example W/"5d41402abc4b2a76"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The path ends with a slash: `Location` is the path without it. */
            308: {
                headers: {
                    /**
                     * @description The target.
                     * @example ../docs
                     */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            504: components["responses"]["TookTooLong"];
        };
    };
    headAsyncApi: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the cached content. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    /**
                     * @description How long the response may be cached.
                     * @example public, max-age=300
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description A tag of the content, to send as `If-None-Match`.
                     * @example W/"5d41402abc4b2a76"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The content still matches `If-None-Match`. */
            304: {
                headers: {
                    /**
                     * @description A tag of the content, to send as `If-None-Match`.
                     * @example W/"5d41402abc4b2a76"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The path ends with a slash: `Location` is the path without it. */
            308: {
                headers: {
                    /**
                     * @description The target.
                     * @example ../docs
                     */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            504: components["responses"]["TookTooLong"];
        };
    };
    getDocs: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the cached content. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    /**
                     * @description How long the response may be cached.
                     * @example public, max-age=300
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description A tag of the content, to send as `If-None-Match`.
                     * @example W/"5d41402abc4b2a76"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The content still matches `If-None-Match`. */
            304: {
                headers: {
                    /**
                     * @description A tag of the content, to send as `If-None-Match`.
                     * @example W/"5d41402abc4b2a76"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The path ends with a slash: `Location` is the path without it. */
            308: {
                headers: {
                    /**
                     * @description The target.
                     * @example ../docs
                     */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            504: components["responses"]["TookTooLong"];
        };
    };
    headDocs: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the cached content. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    /**
                     * @description How long the response may be cached.
                     * @example public, max-age=300
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description A tag of the content, to send as `If-None-Match`.
                     * @example W/"5d41402abc4b2a76"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The content still matches `If-None-Match`. */
            304: {
                headers: {
                    /**
                     * @description A tag of the content, to send as `If-None-Match`.
                     * @example W/"5d41402abc4b2a76"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The path ends with a slash: `Location` is the path without it. */
            308: {
                headers: {
                    /**
                     * @description The target.
                     * @example ../docs
                     */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            504: components["responses"]["TookTooLong"];
        };
    };
    getRedoc: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the cached content. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    /**
                     * @description How long the response may be cached.
                     * @example public, max-age=300
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description A tag of the content, to send as `If-None-Match`.
                     * @example W/"5d41402abc4b2a76"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The content still matches `If-None-Match`. */
            304: {
                headers: {
                    /**
                     * @description A tag of the content, to send as `If-None-Match`.
                     * @example W/"5d41402abc4b2a76"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The path ends with a slash: `Location` is the path without it. */
            308: {
                headers: {
                    /**
                     * @description The target.
                     * @example ../docs
                     */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            504: components["responses"]["TookTooLong"];
        };
    };
    headRedoc: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the cached content. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    /**
                     * @description How long the response may be cached.
                     * @example public, max-age=300
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description A tag of the content, to send as `If-None-Match`.
                     * @example W/"5d41402abc4b2a76"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The content still matches `If-None-Match`. */
            304: {
                headers: {
                    /**
                     * @description A tag of the content, to send as `If-None-Match`.
                     * @example W/"5d41402abc4b2a76"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The path ends with a slash: `Location` is the path without it. */
            308: {
                headers: {
                    /**
                     * @description The target.
                     * @example ../docs
                     */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            504: components["responses"]["TookTooLong"];
        };
    };
    getDocsFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the cached content. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The file name that the page refers to.
                 * @example page.css
                 */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    /**
                     * @description How long the response may be cached.
                     * @example public, max-age=31536000
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description A tag of the content, to send as `If-None-Match`.
                     * @example W/"5d41402abc4b2a76"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/*": string;
                };
            };
            /** @description The content still matches `If-None-Match`. */
            304: {
                headers: {
                    /**
                     * @description A tag of the content, to send as `If-None-Match`.
                     * @example W/"5d41402abc4b2a76"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The path ends with a slash: `Location` is the path without it. */
            308: {
                headers: {
                    /**
                     * @description The target.
                     * @example ../docs
                     */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            /** @description The file does not exist, or no longer exists: reload the page. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no such user.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            504: components["responses"]["TookTooLong"];
        };
    };
    headDocsFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the cached content. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The file name that the page refers to.
                 * @example page.css
                 */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    /**
                     * @description How long the response may be cached.
                     * @example public, max-age=31536000
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description A tag of the content, to send as `If-None-Match`.
                     * @example W/"5d41402abc4b2a76"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The content still matches `If-None-Match`. */
            304: {
                headers: {
                    /**
                     * @description A tag of the content, to send as `If-None-Match`.
                     * @example W/"5d41402abc4b2a76"
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The path ends with a slash: `Location` is the path without it. */
            308: {
                headers: {
                    /**
                     * @description The target.
                     * @example ../docs
                     */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            /** @description The file does not exist, or no longer exists: reload the page. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no such user.",
                     *       "requestId": "JJbxtHtIoAMFUDQ="
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Failed"];
            502: components["responses"]["NoUsableAnswer"];
            504: components["responses"]["TookTooLong"];
        };
    };
}
