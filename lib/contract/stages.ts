/**
 * The two stages of the REST API: the first segment of its own paths. An event's context names the stage, and a client
 * cannot forge it. CloudFront leaves paths below `/v2` as they are, and sends all others, those of the C# backend, to
 * the second stage. Both stages have the same routes.
 */
export const V2_STAGE = 'v2';
export const CSHARP_STAGE = 'csharp';
