/**
 * The two stages of the REST API: the first segment of its own paths, which an event's context tells and no
 * client can set otherwise. CloudFront leaves a path below `/v2` as it is, and takes any other, which is the
 * C# backend's own, to the second stage. Both have the same routes.
 */
export const V2_STAGE = 'v2';
export const CSHARP_STAGE = 'csharp';
