import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { says } from '../../../infra/local/scripted-model/index.ts';
import { type ChatSystem, startChatSystem, WEB_TOKEN } from '../../support/chat/system.ts';

/** Made by: `python3 -m venv node_modules/.cache/python && node_modules/.cache/python/bin/pip install signalrcore==1.0.2`. */
const PYTHON = 'node_modules/.cache/python/bin/python';

describe.skipIf(!existsSync(PYTHON))(`signalrcore, where ${PYTHON} has it`, () => {
  let system: ChatSystem;
  beforeAll(async () => {
    system = await startChatSystem();
  });
  afterAll(() => system.stop());

  it.each([
    ['/ai-chat', ['Hi.']],
    ['/ai-chat/', ['Hi.']],
    ['/ai-chat-v2', ['Hi.', 3]],
    ['/ai-chat-v2/', ['Hi.', 3]],
  ])('opens a chat at %s and is answered', async (path, values) => {
    system.model.script(says('Hello.'));
    const client = ['test/support/chat/python_client.py', `${system.url}${path}`, WEB_TOKEN];
    const { stdout } = await promisify(execFile)(PYTHON, [...client, JSON.stringify(values)]);
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({
      type: 'messageResponse',
      message: 'Hello.',
    });
  });
});
