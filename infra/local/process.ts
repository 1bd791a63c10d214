/** Stops in order at the first Ctrl-C or SIGTERM, and at once at the second. */
export function onSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const handle = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    stop().then(() => process.exit(0), fail);
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
}

/** Ends the program with an error's message: a developer's mistake needs no stack. */
export function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
