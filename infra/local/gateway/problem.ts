import {
  type GatewayResponse,
  type GatewayResponseType,
  gatewayResponses,
} from '../../../lib/contract/gateway.ts';

/** A problem with which the gateway responds by itself. */
export class GatewayProblem extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  /** @param response by its name where the deployed API has it, and otherwise what API Gateway's own front end says. */
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
