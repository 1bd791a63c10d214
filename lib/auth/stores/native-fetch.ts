/** Replaces the package `node-fetch` in the bundles: since version 18, Node has `fetch` built in. */
export default fetch;
export const { Headers, Request, Response } = globalThis;
