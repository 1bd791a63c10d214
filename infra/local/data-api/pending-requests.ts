/** Requests to another thread, each settled by the reply with its id. */
export class PendingRequests<Reply> {
  readonly #open = new Map<number, (reply: Reply) => void>();
  #last = 0;

  /** @param send sends the request with this id. */
  add(send: (id: number) => void): Promise<Reply> {
    const { promise, resolve } = Promise.withResolvers<Reply>();
    const id = (this.#last += 1);
    this.#open.set(id, resolve);
    send(id);
    return promise;
  }

  settle(id: number, reply: Reply): void {
    this.#open.get(id)?.(reply);
    this.#open.delete(id);
  }
}
