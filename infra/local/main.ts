import { fail } from './process.ts';

// lib/config.ts refuses an invalid setting while it is imported. Imported here, it is a message without a stack trace.
import('./dev.ts').then(({ dev }) => dev()).catch(fail);
