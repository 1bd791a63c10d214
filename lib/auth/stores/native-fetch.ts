/** Stands in for the package `node-fetch` in the bundles: Node has had what it does since version 18. */
export default fetch;
export const { Headers, Request, Response } = globalThis;
