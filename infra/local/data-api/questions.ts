/** Questions sent to another thread, each settled by the reply that carries its number. */
export class Questions<Reply> {
  readonly #open = new Map<number, (reply: Reply) => void>();
  #last = 0;

  /** @param send gets the question's number. */
  ask(send: (id: number) => void): Promise<Reply> {
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
