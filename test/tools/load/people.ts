import { createHash } from 'node:crypto';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** The ids of what seed.ts made, by number: SQL and this process make them alike, so that none has to be read. */
export const userId = (number: number): string =>
  md5(`user ${number}`).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

export const lookup = (number: number): string => `l${md5(`lookup ${number}`).slice(0, 11)}`;

export const sharedItem = (number: number): string => `s${md5(`item ${number}`).slice(0, 11)}`;

/** One user of so many shares an item, has a picture. */
export const USERS_AN_ITEM = 10;
export const USERS_A_PICTURE = 50;

/** Bytes of what people publish, as apps encrypt it. */
export const bytes = { plan: 2_000, name: 272, key: 294, picture: 30_000, event: 1_500, item: 2_000 };

/** A user who writes: somebody with a password of their own, unlike all the others. */
export interface Writer {
  readonly id: string;
  readonly password: string;
}

/** Milliseconds from one writer's coming to the next one's, and how many stay. */
const COMES_EVERY = 5_000;
const STAY = 20;

/** Seconds until as many write at once as ever will, and passwords are remembered as they will be from then on. */
export const RUN_IN = (COMES_EVERY * STAY) / 1_000;

/** More than a password is remembered for come in turn. */
export const mostWriters = (seconds: number): number =>
  Math.min(1 + Math.ceil((seconds * 1_000) / COMES_EVERY), 70);

/** Those who write at a moment: they come one by one and stay for a while, so that hashes spread evenly. */
export function anyOnline(writers: readonly Writer[], millisecondsAfterBegin: number): Writer {
  const newest = Math.floor(millisecondsAfterBegin / COMES_EVERY);
  const number = Math.max(newest - Math.floor(Math.random() * STAY), 0);
  const writer = writers[number % writers.length];
  if (writer === undefined) throw new RangeError('Nobody writes.');
  return writer;
}
