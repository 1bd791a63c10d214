import * as z from 'zod/mini';

/** What came of asking the registry for known vulnerabilities. */
export type Verdict =
  | { readonly type: 'clean' }
  /** A line for each package: its name, how severe it is, and which versions. */
  | { readonly type: 'vulnerable'; readonly findings: readonly string[] }
  /** The registry can't be asked, or doesn't know: nothing was found out. */
  | { readonly type: 'unanswered'; readonly reason: string };

const report = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(
    z.string(),
    z.object({ name: z.string(), severity: z.string(), range: z.string() }),
  ),
});

const failure = z.object({ message: z.string() });

/** Reads what `npm audit --json` printed. */
export function toVerdict(printed: string): Verdict {
  let value: unknown;
  try {
    value = JSON.parse(printed);
  } catch {
    return { type: 'unanswered', reason: 'npm printed no JSON' };
  }
  const { data } = report.safeParse(value);
  if (data === undefined) {
    const reason = failure.safeParse(value).data?.message ?? 'npm printed no report';
    return { type: 'unanswered', reason: withoutHost(reason) };
  }
  const findings = Object.values(data.vulnerabilities).map(
    ({ name, severity, range }) => `${severity}: ${name} ${range}`,
  );
  return findings.length === 0 ? { type: 'clean' } : { type: 'vulnerable', findings };
}

/** Which registry it was is the machine's own business. */
const withoutHost = (text: string) => text.replaceAll(/https?:\/\/[^/\s]+/g, '');
