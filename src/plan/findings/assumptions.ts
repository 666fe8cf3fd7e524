import type { Finding } from '../../finding/finding.ts';
import type { Assumption } from '../../k8ssandra/origins/effective-image.ts';

/** What was taken for granted about the releases of the operators, all of it in one finding. */
export function assumptionFindings(assumptions: readonly Assumption[]): readonly Finding[] {
  if (assumptions.length === 0) return [];
  return [{ code: 'release-assumed', message: assumptions.map(({ message }) => message).join(', and ') }];
}
