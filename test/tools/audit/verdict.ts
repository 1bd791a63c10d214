import * as z from 'zod/mini';

/** The result of an audit for known vulnerabilities. */
export type Verdict =
  | { readonly type: 'clean' }
  /** A line for each package: its name, how severe it is, and which versions. */
  | { readonly type: 'vulnerable'; readonly findings: readonly string[] }
  /** The registry is unreachable, or has no such information. */
  | { readonly type: 'unknown'; readonly reason: string };

const report = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(
    z.string(),
    z.object({ name: z.string(), severity: z.string(), range: z.string() }),
  ),
});

const failure = z.object({ message: z.string() });

/** Reads the output of `npm audit --json`. */
export function toVerdict(printed: string): Verdict {
  let value: unknown;
  try {
    value = JSON.parse(printed);
  } catch {
    return { type: 'unknown', reason: 'npm printed no JSON' };
  }
  const { data } = report.safeParse(value);
  if (data === undefined) {
    const reason = failure.safeParse(value).data?.message ?? 'npm printed no report';
    return { type: 'unknown', reason: withoutHost(reason) };
  }
  const findings = Object.values(data.vulnerabilities).map(
    ({ name, severity, range }) => `${severity}: ${name} ${range}`,
  );
  return findings.length === 0 ? { type: 'clean' } : { type: 'vulnerable', findings };
}

/** Removes the host of the registry, which is private to the machine. */
const withoutHost = (text: string) => text.replaceAll(/https?:\/\/[^/\s]+/g, '');
