/** Which blocks of the program have run, by V8's own count: `Profiler.takePreciseCoverage` of the inspector. */
import { Session } from 'node:inspector';

/**
 * @param script - the end of the name of the file whose blocks count
 * @returns tells the blocks that have run since it was asked before
 */
export function startCoverage(script: string): () => ReadonlySet<string> {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return () => {
    const run = new Set<string>();
    session.post('Profiler.takePreciseCoverage', (error, taken) => {
      if (error !== null) throw error;
      const own = taken.result.filter(({ url }) => url.endsWith(script));
      for (const { startOffset, endOffset, count } of own.flatMap(({ functions }) =>
        functions.flatMap(({ ranges }) => ranges),
      )) {
        if (count > 0) run.add(`${startOffset}-${endOffset}`);
      }
    });
    return run;
  };
}
