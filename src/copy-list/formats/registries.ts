/** For tools that are told the mirror's registry once, and copy everything there. */
import type { CopyList } from '../copy-list.ts';

export function registriesOf({ entries }: CopyList): readonly string[] {
  return [...new Set(entries.map(({ target }) => target.registry))].sort();
}

export function severalRegistries(registries: readonly string[]): readonly string[] {
  return registries.length < 2 ? [] : ['All of them go to each registry: this format knows one registry only.'];
}
