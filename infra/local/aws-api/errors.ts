/** An answer that is an error, as AWS's REST-JSON services give it: the name in a header, the rest as JSON. */
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
