import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { plannerSettings, secretSettings } from '../../../lib/planner-config.ts';

export interface DevSettings {
  readonly PORT: number;
  readonly DATA_API_PORT?: number;
  readonly DATA_DIR: string;
  readonly DATABASE_URL?: string;
  readonly RATE_LIMIT_DATABASE_URL?: string;
  readonly RATE_LIMIT_WEB_PER_DAY?: number;
  readonly EVENT_PAYLOAD_MAX_BYTES?: string;
}

/** `npm run dev` as a terminal runs it: the leader of a process group. */
export interface DevServer {
  readonly url: string;
  /** The output so far. */
  readonly printed: () => string;
  /** Sends a signal to all its processes, as a terminal does, and waits until they are gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

interface DevProcess {
  readonly child: ChildProcess;
  readonly printed: () => string;
  /** Resolves with the exit code when all output is closed. */
  readonly ended: Promise<number | null>;
}

/** Overrides of the developer's own `.env`. */
const unset = Object.fromEntries(
  [
    'DATABASE_URL',
    'RATE_LIMIT_DATABASE_URL',
    ...Object.keys(plannerSettings.shape),
    ...Object.keys(secretSettings.shape),
  ].map((name) => [name, '']),
);

function run(settings: DevSettings, args: readonly string[]): DevProcess {
  const { PATH, HOME } = process.env;
  const child = spawn('npm', ['run', 'dev', ...(args.length > 0 ? ['--', ...args] : [])], {
    detached: true,
    env: { PATH, HOME, npm_config_update_notifier: 'false', ...unset, ...toVariables(settings) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
  }
  const dev = { child, printed: () => text, ended: once(child, 'close').then(([code]) => code) };
  running.add(dev);
  void dev.ended.then(() => running.delete(dev));
  return dev;
}

const running = new Set<DevProcess>();

/** Kills all servers that were started here and are still running. */
export async function killAllDev(): Promise<void> {
  await Promise.all([...running].map((dev) => end(dev, 'SIGKILL')));
}

async function end({ child, ended }: DevProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.pid !== undefined) process.kill(-child.pid, signal);
  await ended;
}

const toVariables = (settings: DevSettings) =>
  Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]));

/** Starts the server and waits until it is ready. @throws Error with its output when it ends instead. */
export async function startDev(settings: DevSettings, ...args: string[]): Promise<DevServer> {
  const dev = run(settings, args);
  const { child, printed, ended } = dev;
  const early = ended.then(() => Promise.reject(new Error(printed())));
  early.catch(() => {});
  while (!/^Model /m.test(printed())) await Promise.race([once(child.stdout ?? child, 'data'), early]);
  return {
    url: `http://127.0.0.1:${settings.PORT}`,
    printed,
    end: (signal) => end(dev, signal),
  };
}

/** Starts a server that must fail. @returns its exit code and output. */
export async function failDev(settings: DevSettings): Promise<{ code: number | null; printed: string }> {
  const { printed, ended } = run(settings, []);
  return { code: await ended, printed: printed() };
}

/** The process id of the PostgreSQL with this data folder. */
export async function postgresOf(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8'), 10);
}
