import {
  type GatewayResponse,
  type GatewayResponseType,
  gatewayResponses,
} from '../../../lib/contract/gateway.ts';

/** A problem that the gateway itself responds with. */
export class GatewayProblem extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  /**
   * @param response the name of a gateway response of the deployed API, or a response of API Gateway's own front end.
   */
  constructor(
    response: GatewayResponseType | GatewayResponse,
    headers: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    const declared: GatewayResponse = typeof response === 'string' ? gatewayResponses[response] : response;
    const { status, detail, retryAfter } = declared;
    super(detail, options);
    this.name = 'GatewayProblem';
    this.status = status;
    this.headers = { ...headers, ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }) };
  }
}
