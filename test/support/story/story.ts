import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { ApiError, connect } from '../client/api.ts';
import { Feed, publishWorkout, type Workout } from '../client/feed.ts';
import { accept, emptyInbox, follow, requestToFollow, revoke } from '../client/following.ts';
import { createIdentity, deleteAccount, findUser, openProfile, publishProfile } from '../client/identity.ts';
import { openLink, share } from '../client/sharing.ts';
import { narrator } from './narrator.ts';

export interface Stage {
  /** The URL of the API. */
  readonly url: string;
  readonly say: (line: string) => void;
  /** Counts the rows of all tables, if the database is the story's own. */
  readonly countRows?: () => Promise<number>;
}

const WORKOUTS = 50;

/**
 * Runs a whole story of two apps on a server. Every value sent to the server is encrypted; every value returned is
 * decrypted and its signature verified.
 *
 * @throws AssertionError when a result is wrong.
 */
export async function tellStory({ url, say, countRows }: Stage): Promise<void> {
  const api = connect(url);
  const step = narrator(say);

  const [ana, ben] = await step('Ana and Ben create identities and keys', async (tell) => {
    const identities = await Promise.all([createIdentity(api), createIdentity(api)]);
    tell(...identities.map(({ id, lookup }) => `user ${id}, lookup ${lookup}`));
    return identities;
  });

  const plan = ['Squat day', 'Bench day', 'Deadlift day'];
  await step('Both publish an encrypted name and plan', async (tell) => {
    await publishProfile(api, ana, { name: 'Ana', plan });
    await publishProfile(api, ben, { name: 'Ben', plan: ['Long run'] });
    const { encryptedName } = await findUser(api, ana.lookup);
    tell(`what the server holds of Ana's name: ${encryptedName?.slice(0, 40)}…`);
  });

  await step("Ben asks to follow Ana through Ana's inbox", async () => {
    const found = await findUser(api, ana.lookup);
    await requestToFollow(api, ben, found.id, 'Ben');
  });

  const followSecret = await step('Ana reads the request and accepts it', async (tell) => {
    const [letter, ...more] = await emptyInbox(api, ana);
    assert.ok(letter !== undefined && more.length === 0, 'one letter');
    assert.deepEqual(letter, { fromUserId: ben.id, content: { type: 'request', name: 'Ben' } });
    tell(`"${letter.content.type}", signed by ${letter.fromUserId}`);
    return accept(api, ana, letter.fromUserId);
  });

  const followed = await step("Ben receives the follow secret and Ana's key", async (tell) => {
    const [letter, ...more] = await emptyInbox(api, ben);
    assert.ok(letter !== undefined && more.length === 0, 'one letter');
    const accepted = await follow(api, letter);
    assert.equal(accepted.userId, ana.id);
    assert.equal(accepted.followSecret, followSecret);
    const profile = await openProfile(await findUser(api, ana.id), accepted.aesKey);
    assert.deepEqual(profile, { name: 'Ana', plan });
    tell(`${profile.name}'s plan: ${profile.plan.join(', ')}`);
    assert.deepEqual(await emptyInbox(api, ben), [], 'a letter comes once');
    return accepted;
  });

  const workouts = Array.from({ length: WORKOUTS }, (_, index) => makeWorkout(index));
  await step(`Ana publishes ${WORKOUTS} encrypted workouts`, async () => {
    for (const workout of workouts) await publishWorkout(api, ana, workout);
  });

  const feed = new Feed(api, followed);
  await step('Ben fetches them in one call, decrypts them and verifies the signatures', async (tell) => {
    const { workouts: received } = await feed.poll();
    assert.deepEqual(received, workouts);
    tell(`${received.length} workouts, oldest first`);
  });

  await step("An edit shows up at Ben's next poll, and nothing comes twice", async (tell) => {
    assert.deepEqual((await feed.poll()).workouts, []);
    const edited = { ...makeWorkout(6), id: workouts[6]?.id ?? '', session: 'Squat day, heavier' };
    await publishWorkout(api, ana, edited);
    assert.deepEqual((await feed.poll()).workouts, [edited]);
    assert.deepEqual((await feed.poll()).workouts, []);
    tell('the polls brought 0, 1 and 0 workouts');
  });

  const link = await step('Ana shares a plan by link, and a stranger opens it', async (tell) => {
    const shared = await share(api, ana, plan);
    assert.deepEqual(await openLink(api, shared), plan);
    tell(shared);
    return shared;
  });

  await step('Ana revokes the follow secret, and it stops working', async () => {
    await revoke(api, ana, followSecret);
    await publishWorkout(api, ana, makeWorkout(WORKOUTS));
    assert.deepEqual(await feed.poll(), { workouts: [], isFollowing: false });
  });

  await step('Both delete themselves and leave no row', async (tell) => {
    await Promise.all([deleteAccount(api, ana), deleteAccount(api, ben)]);
    for (const gone of [ana.id, ana.lookup, ben.id, ben.lookup]) await assertGone(findUser(api, gone));
    await assertGone(openLink(api, link));
    if (countRows === undefined) return tell('no user and no link of theirs is found any more');
    assert.equal(await countRows(), 0, 'rows');
    tell('every table is empty');
  });
}

const makeWorkout = (index: number): Workout => ({
  id: randomUUID(),
  session: `Workout ${index + 1}`,
  kilograms: [60, 80, 100].map((kilograms) => kilograms + index * 0.5),
});

const assertGone = (response: Promise<unknown>): Promise<void> =>
  assert.rejects(response, (error) => error instanceof ApiError && error.status === 404);
