/** Questions sent to another thread, each settled by the answer that carries its number. */
export class Questions<Answer> {
  readonly #open = new Map<number, (answer: Answer) => void>();
  #last = 0;

  /** @param send gets the question's number. */
  ask(send: (id: number) => void): Promise<Answer> {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    const id = (this.#last += 1);
    this.#open.set(id, resolve);
    send(id);
    return promise;
  }

  settle(id: number, answer: Answer): void {
    this.#open.get(id)?.(answer);
    this.#open.delete(id);
  }
}
