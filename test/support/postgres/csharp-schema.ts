import { readFile } from 'node:fs/promises';

/** The statements that create each of the C# backend's databases. */
export async function csharpSchemas(): Promise<{ userData: string; rateLimit: string }> {
  const file = await readFile('test/vectors/efcore-schema.sql', 'utf8');
  const [userData, rateLimit, history] = file.split(
    /^-- (?:database liftlog_rate_limit|both databases .*)$/m,
  );
  return { userData: `${userData}${history}`, rateLimit: `${rateLimit}${history}` };
}
