import { parsePlace, parseRepository } from '../../src/mirror/places.ts';
import type { Layout, MirrorRules, Outcome, Pin } from '../../src/mirror/rules.ts';
import { formatReference } from '../../src/reference/grammar.ts';

/** `source → target`, and the layout where it is not `path`. */
type WrittenMirror = readonly [source: string, target: string, layout?: Layout];
type WrittenPin = Omit<Pin, 'name' | 'newName'> & { readonly name: string; readonly newName?: string };

/** Rules in the fewest words. */
export function ruleSet(
  mirrors: readonly WrittenMirror[],
  others: { readonly exclude?: readonly string[]; readonly pins?: readonly WrittenPin[] } = {},
): MirrorRules {
  return {
    mirrors: mirrors.map(([source, target, layout = 'path']) => ({
      source: source === '*' ? source : parsePlace(source),
      target: parsePlace(target),
      layout,
    })),
    exclude: (others.exclude ?? []).map(parsePlace),
    pins: (others.pins ?? []).map(({ name, newName, ...version }) => ({
      name: parseRepository(name),
      ...(newName === undefined ? {} : { newName: parseRepository(newName) }),
      ...version,
    })),
  };
}

/** The mirrored reference, or the status in brackets. */
export function summary(outcome: Outcome): string {
  return outcome.status === 'mirrored' ? formatReference(outcome.reference) : `(${outcome.status})`;
}
