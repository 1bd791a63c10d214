import { createHash } from 'node:crypto';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** The ids of the rows that seed.ts makes, by number. SQL and this process compute them alike, so none is read back. */
export const userId = (number: number): string =>
  md5(`user ${number}`).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

export const lookup = (number: number): string => `l${md5(`lookup ${number}`).slice(0, 11)}`;

export const sharedItem = (number: number): string => `s${md5(`item ${number}`).slice(0, 11)}`;

/** One in this many users shares an item, or has a picture. */
export const USERS_AN_ITEM = 10;
export const USERS_A_PICTURE = 50;

/** Bytes of what people publish, as apps encrypt it. */
export const bytes = { plan: 2_000, name: 272, key: 294, picture: 30_000, event: 1_500, item: 2_000 };

/** A user who writes. Unlike the others, each has a password of their own. */
export interface Writer {
  readonly id: string;
  readonly password: string;
}

/** Milliseconds from one writer's arrival to the next one's, and the number of writers at a time. */
const COMES_EVERY = 5_000;
const STAY = 20;

/** Seconds until the number of writers and of cached passwords is stable. */
export const RUN_IN = (COMES_EVERY * STAY) / 1_000;

/** More writers than passwords are cached take turns. */
export const mostWriters = (seconds: number): number =>
  Math.min(1 + Math.ceil((seconds * 1_000) / COMES_EVERY), 70);

/** The writers at a point in time. They arrive one by one and stay for a while, so hashes spread evenly. */
export function anyOnline(writers: readonly Writer[], millisecondsAfterBegin: number): Writer {
  const newest = Math.floor(millisecondsAfterBegin / COMES_EVERY);
  const number = Math.max(newest - Math.floor(Math.random() * STAY), 0);
  const writer = writers[number % writers.length];
  if (writer === undefined) throw new RangeError('Nobody writes.');
  return writer;
}
