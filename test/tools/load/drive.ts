import { setTimeout as sleep } from 'node:timers/promises';
import { type Manner, mannerFor, readIn } from './manners.ts';
import { deal, type Kind, type Request } from './mix.ts';
import type { LoadOptions } from './options.ts';

/** A request of the load, with its result. */
export interface Sample {
  readonly kind: Kind;
  readonly manner: Manner;
  /** The time at which it was due, in seconds after the run-in. */
  readonly at: number;
  /** Milliseconds from the due time until the response was read, including any delay. */
  readonly milliseconds: number;
  /** The failure; undefined for a correct 200. */
  readonly failure: string | undefined;
}

/**
 * Starts requests at a constant rate, however long earlier ones take.
 *
 * @returns all of them, the run-in's too, once the last has its response.
 */
export async function drive(
  url: string,
  kinds: readonly Kind[],
  { rate, seconds, runIn, difficult }: Pick<LoadOptions, 'rate' | 'seconds' | 'runIn' | 'difficult'>,
  onSample: (sample: Sample) => void = () => {},
): Promise<Sample[]> {
  const running: Promise<void>[] = [];
  const samples: Sample[] = [];
  const cards = deal(kinds);
  const begin = performance.now();
  const send = async (kind: Kind, due: number) => {
    const manner = mannerFor(kind, difficult);
    const failure = await failureOf(url, kind.make(due), manner);
    const milliseconds = performance.now() - begin - due;
    const sample = { kind, manner, at: due / 1_000 - runIn, milliseconds, failure };
    samples.push(sample);
    onSample(sample);
  };
  for (let number = 0; number < rate * (runIn + seconds); number += 1) {
    const due = (number / rate) * 1_000;
    const wait = due - (performance.now() - begin);
    if (wait > 1) await sleep(wait);
    running.push(send(cards.next().value, due));
  }
  await Promise.all(running);
  return samples;
}

/** Makes each request once, so that the load meets functions that have started. @throws Error when one fails. */
export async function warmUp(url: string, kinds: readonly Kind[]): Promise<void> {
  for (const { name, make } of kinds) {
    const failure = await failureOf(url, make(0), 'at once');
    if (failure !== undefined) throw new Error(`${name} failed before the load began: ${failure}`);
  }
}

async function failureOf(
  url: string,
  { method, path, body, isRight }: Request,
  manner: Manner,
): Promise<string | undefined> {
  try {
    const response = await readIn(manner, `${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (response === undefined) return undefined;
    const { status, text } = response;
    if (status !== 200) return `${status} ${text.slice(0, 200)}`;
    return isRight(text) ? undefined : `a wrong response: ${text.slice(0, 200)}`;
  } catch (error) {
    return String(error instanceof Error ? (error.cause ?? error) : error);
  }
}
