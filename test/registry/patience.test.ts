/** Registries that are busy, slow or in part down: how long they are waited for, and how few connections they see. */
import { ask, askOne } from './asking.ts';
import { answer, manifest, registryOf, serve } from './servers.ts';

const one = manifest('one');
const inside = registryOf({ 'a/b:1': one });
const isGreeting = (url: string | undefined): boolean => url === '/v2/';

/** A registry that gives this answer so many times before its own. */
async function busy(times: number, status: number, headers: Readonly<Record<string, string>> = {}) {
  let left = times;
  return serve((request, response) => {
    if (isGreeting(request.url) || left-- <= 0) inside(request, response);
    else answer(response, status, '', headers);
  });
}

test.each([429, 500, 502, 503, 504])('%i: tried again, with longer waits', async (status) => {
  const { host } = await busy(3, status);
  const { images, waits } = await ask([`${host}/a/b:1`]);
  expect(images[0]?.status).toBe('present');
  expect(waits).toEqual([375, 750, 1500]);
});

test('Retry-After is kept, in seconds, by all that ask the host', async () => {
  const { host } = await busy(1, 429, { 'retry-after': '7' });
  const { images, waits } = await ask([`${host}/a/b:1`]);
  expect(images[0]?.status).toBe('present');
  expect(waits).toEqual([7250]);
});

test('Retry-After can be a date', async () => {
  const { host } = await busy(1, 503, { 'retry-after': new Date(Date.now() + 20_000).toUTCString() });
  const { waits } = await ask([`${host}/a/b:1`]);
  expect(waits[0]).toBeGreaterThan(15_000);
  expect(waits[0]).toBeLessThan(21_000);
});

test('an hour is not waited for', async () => {
  const { host } = await busy(1, 429, { 'retry-after': '3600' });
  const { images, waits } = await ask([`${host}/a/b:1`]);
  expect(images[0]).toMatchObject({ status: 'unreachable', reason: { code: 'too-many-requests' } });
  expect(images[0]?.reason?.message).toContain('wait for 3600 seconds');
  expect(waits).toEqual([]);
});

test('a storm of 429 that never ends: the host is given up, not asked 500 times', async () => {
  const { host, heard } = await busy(Number.POSITIVE_INFINITY, 429);
  const { images } = await ask(
    Array.from({ length: 500 }, (_, number) => `${host}/a/b:${number}`),
    { concurrency: 4 },
  );
  expect(images[0]).toMatchObject({ status: 'unreachable', reason: { code: 'too-many-requests' } });
  expect(images.at(-1)).toMatchObject({ status: 'unreachable', reason: { code: 'given-up' } });
  expect(heard.length).toBeLessThan(50);
});

test('a server error that stays says what to look at', async () => {
  const { host } = await busy(Number.POSITIVE_INFINITY, 502);
  const found = await askOne(`${host}/a/b:1`);
  expect(found).toMatchObject({ status: 'unreachable', reason: { code: 'server-error' } });
  expect(found.reason?.message).toContain("answers 502: look at the registry's log");
});

test('one host that is down does not spoil another', async () => {
  const good = await serve(inside);
  const bad = await busy(Number.POSITIVE_INFINITY, 500);
  const { images } = await ask([`${bad.host}/a/b:1`, `${good.host}/a/b:1`]);
  expect(images.map(({ status }) => status)).toEqual(['unreachable', 'present']);
});

test('500 images over 16 connections that are kept', async () => {
  const content = Object.fromEntries(Array.from({ length: 500 }, (_, number) => [`a/b:${number}`, one]));
  const { host, connections, heard } = await serve(registryOf(content));
  const { images } = await ask(Object.keys(content).map((name) => `${host}/${name}`));
  expect(images.every(({ status }) => status === 'present')).toBe(true);
  expect(heard).toHaveLength(501);
  expect(connections()).toBeLessThanOrEqual(17);
});

test('a connection that the registry has closed meanwhile is opened again, without a fault', async () => {
  let requests = 0;
  const { host } = await serve((request, response) => {
    // Says that it keeps the connection, and closes it behind the answer.
    inside(request, response);
    if (++requests % 2 === 0) response.on('finish', () => setImmediate(() => request.socket.destroy()));
  });
  const { images } = await ask(
    Array.from({ length: 20 }, () => `${host}/a/b:1`),
    { concurrency: 1 },
  );
  expect(images.every(({ status }) => status === 'present')).toBe(true);
});
