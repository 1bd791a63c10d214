type Step = <Result>(
  title: string,
  work: (tell: (...lines: string[]) => void) => Promise<Result>,
) => Promise<Result>;

/** Numbers the steps of a story, and prints each with its outcome and duration. */
export function narrator(say: (line: string) => void): Step {
  let number = 0;
  return async (title, work) => {
    number += 1;
    const details: string[] = [];
    const start = performance.now();
    const result = await work((...lines) => details.push(...lines));
    const milliseconds = (performance.now() - start).toFixed(0);
    say(`${String(number).padStart(2)}. ${title.padEnd(75)} ${milliseconds.padStart(5)} ms`);
    for (const detail of details) say(`      ${detail}`);
    return result;
  };
}
