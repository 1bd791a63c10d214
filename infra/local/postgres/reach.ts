import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const OTHERS_READ_AND_ENTER = 0o005;
const OTHERS_ENTER = 0o001;

/** Returns true if an account that owns none of the folders may run the program. One in root's home is inaccessible. */
export async function othersMayRead(program: string): Promise<boolean> {
  const path = await realpath(program);
  if (((await stat(path)).mode & OTHERS_READ_AND_ENTER) !== OTHERS_READ_AND_ENTER) return false;
  return othersMayEnter(dirname(path));
}

/** Returns true if an account that owns none of the folders may enter this one. */
export async function othersMayEnter(folder: string): Promise<boolean> {
  if (((await stat(folder)).mode & OTHERS_ENTER) === 0) return false;
  const parent = dirname(folder);
  return parent === folder || othersMayEnter(parent);
}
