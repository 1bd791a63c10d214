import * as z from 'zod/mini';
import { readSettings, url } from './config.ts';

/** Settings of the canary. */
export const canarySettings = z.object({
  /** Address of the API, with `/v2`. */
  API_URL: url('http://127.0.0.1:3000/v2'),
});

/** The settings of the canary. @throws Error as {@link readSettings} does. */
export const readCanaryConfig = (): z.infer<typeof canarySettings> =>
  readSettings(canarySettings, process.env);
