/**
 * How often a request is repeated, and when a host is given up.
 *
 * | answer                        | tries | wait between them                                            |
 * |-------------------------------|-------|--------------------------------------------------------------|
 * | 429, 503 with `Retry-After`   | 6     | what it says, up to a minute; all requests to the host wait  |
 * | 429, 500, 502, 503, 504       | 6     | half a second, doubled each time, up to 10 s, less by chance |
 * | a connection that fails       | 1 to 3| the same                                                     |
 *
 * A host is given up when three requests in a row have failed for good: 500 images do not take 500 timeouts.
 */
import { RegistryError } from '../reasons.ts';
import type { Clock } from '../settings.ts';
import { ConnectionError } from './failures.ts';
import type { Answer, Request, Send } from './send.ts';

const busyTries = 6;
const firstWait = 500;
const longestWait = 10_000;
const longestRetryAfter = 60_000;
const failuresToGiveUp = 3;
const busyStatuses: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** One for each host: its requests share what it has said about waiting. */
export function patient(send: Send, clock: Clock): Send {
  let openAt = 0;
  let failedInARow = 0;
  let lastFailure: RegistryError | undefined;

  const wait = async (): Promise<void> => {
    for (let left = openAt - clock.now(); left > 0; left = openAt - clock.now()) await clock.sleep(left);
  };
  const attempt = async (request: Request): Promise<Answer> => {
    for (let tries = 1; ; tries++) {
      await wait();
      checkGivenUp(request);
      const outcome = await tried(send, request);
      const pause = pauseAfter(outcome, tries, clock);
      if (pause === undefined) return settled(outcome, request);
      if (pause.forAll) openAt = Math.max(openAt, clock.now() + pause.milliseconds);
      else await clock.sleep(pause.milliseconds);
    }
  };
  const checkGivenUp = ({ address }: Request): void => {
    if (failedInARow < failuresToGiveUp || lastFailure === undefined) return;
    throw new RegistryError(
      'given-up',
      `${address.host} was given up after ${failedInARow} failures: ${lastFailure.message}`,
    );
  };
  return async (request) => {
    try {
      const answer = await attempt(request);
      failedInARow = 0;
      return answer;
    } catch (error) {
      if (error instanceof RegistryError && isOfHost(error)) {
        if (error.code !== 'given-up') lastFailure = error;
        failedInARow += error.code === 'given-up' ? 0 : 1;
      }
      throw error;
    }
  };
}

type Outcome = Answer | RegistryError;

async function tried(send: Send, request: Request): Promise<Outcome> {
  try {
    return await send(request);
  } catch (error) {
    if (error instanceof RegistryError) return error;
    throw error;
  }
}

/** Not of one answer: what would be the same for the next image. */
function isOfHost({ code }: RegistryError): boolean {
  return code !== 'answer-too-large';
}

interface Pause {
  readonly milliseconds: number;
  /** Whether it is the host that asked to be left alone. */
  readonly forAll: boolean;
}

function pauseAfter(outcome: Outcome, tries: number, clock: Clock): Pause | undefined {
  if (outcome instanceof RegistryError) {
    const retries = outcome instanceof ConnectionError ? outcome.retries : 0;
    return tries > retries ? undefined : { milliseconds: backOff(tries, clock), forAll: false };
  }
  if (!busyStatuses.has(outcome.status) || tries === busyTries) return undefined;
  const asked = retryAfter(outcome);
  if (asked === undefined) return { milliseconds: backOff(tries, clock), forAll: false };
  return asked > longestRetryAfter ? undefined : { milliseconds: asked + clock.random() * firstWait, forAll: true };
}

function backOff(tries: number, { random }: Clock): number {
  const wait = Math.min(longestWait, firstWait * 2 ** (tries - 1));
  return wait / 2 + (random() * wait) / 2;
}

/** Milliseconds. The header holds seconds, or a date. */
function retryAfter({ headers: { 'retry-after': text = '' } }: Answer): number | undefined {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function settled(outcome: Outcome, { address }: Request): Answer {
  if (outcome instanceof RegistryError) throw outcome;
  const { status } = outcome;
  if (status === 429) {
    const asked = retryAfter(outcome);
    const until = asked === undefined ? '' : `, and asks to wait for ${Math.ceil(asked / 1000)} seconds`;
    throw new RegistryError(
      'too-many-requests',
      `${address.host} takes no more requests${until}: try later, or with a smaller --concurrency`,
    );
  }
  if (status >= 500)
    throw new RegistryError('server-error', `${address.host} answers ${status}: look at the registry's log`);
  return outcome;
}
