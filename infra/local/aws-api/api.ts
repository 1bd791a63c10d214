import { Calls } from './call-log.ts';
import type { Faults } from './faults.ts';
import { type Service, serve } from './server.ts';
import type { Api, CallOutcome } from './types.ts';

/** Starts a service on a free port, with injectable faults and a log of its calls. */
export async function startApi<
  Call extends object,
  ErrorName extends string,
  Plan extends Faults<Call, ErrorName>,
>(service: Service<Call, ErrorName>, faults: Plan): Promise<Api<Call, Plan>> {
  const calls = new Calls<Call & CallOutcome>();
  const server = await serve(service, {
    takeFault: (call) => faults.take(call),
    onCall: (call) => calls.add(call),
  });
  return { ...server, faults, calls };
}
