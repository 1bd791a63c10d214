/** An error as AWS's REST-JSON services send it: the name in a header, the rest as JSON. */
export class ApiError<Name extends string = string> extends Error {
  override readonly name: Name;
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;

  constructor(name: Name, status: number, body: Readonly<Record<string, string>>, options?: ErrorOptions) {
    super(Object.values(body).join(' '), options);
    this.name = name;
    this.status = status;
    this.body = body;
  }
}

/** Turns anything thrown into an error as AWS reports it. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new ApiError('InternalServerErrorException', 500, { message }, { cause: thrown });
}
