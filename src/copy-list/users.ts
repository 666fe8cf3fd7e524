/** Who pulls an image, for a comment: `K8ssandraCluster prod/orders (cassandra, medusa), Deployment app`. */
import type { User } from '../report/pulled-images.ts';
import { visible } from '../yaml/visible.ts';

/** So many are named. */
const named = 3;

export function describeUsers(users: readonly User[]): string {
  const containers = new Map<string, string[]>();
  for (const { resource, container } of users) {
    const { kind, namespace, name } = resource;
    const key = `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
    const known = containers.get(key) ?? [];
    containers.set(key, container === undefined || known.includes(container) ? known : [...known, container]);
  }
  const all = [...containers].map(
    ([resource, names]) => `${resource}${names.length === 0 ? '' : ` (${short(names)})`}`,
  );
  return visible(short(all));
}

function short(words: readonly string[]): string {
  const [first, more] = [words.slice(0, named), words.length - named];
  return more > 0 ? `${first.join(', ')} and ${more} more` : first.join(', ');
}
