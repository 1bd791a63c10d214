/** Known results for random arrivals at servers whose times are exponential; `load` is arrivals × mean time. */

/** The share that finds all servers busy and is refused: Erlang's B formula. */
export function erlangB(servers: number, load: number): number {
  let blocked = 1;
  for (let count = 1; count <= servers; count += 1) blocked = (load * blocked) / (count + load * blocked);
  return blocked;
}

/** The share that has to wait when nobody is refused: Erlang's C formula. */
export function erlangC(servers: number, load: number): number {
  const blocked = erlangB(servers, load);
  return (servers * blocked) / (servers - load * (1 - blocked));
}

/** The mean time in the queue, of all who come. @param seconds the mean time at a server. */
export const meanWait = (servers: number, load: number, seconds: number): number =>
  (erlangC(servers, load) * seconds) / (servers - load);
