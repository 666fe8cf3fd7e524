/**
 * Entries that an ImageConfig lacks and its operators need, with the values of their releases (shipped.ts).
 *
 * | missing                                        | v1beta1                        | v1beta2                         |
 * |------------------------------------------------|--------------------------------|---------------------------------|
 * | an image                                       | `images.<name>`, as one text   | `images.<name>`                 |
 * | a server type that a cluster asks for          | `defaults.<type>`: hcd alone   | `types.<type>`                  |
 *
 * An entry of v1beta2 names no registry, as upstream's do not, where defaults or overrides make it the right one.
 */
import { mirror } from '../../../mirror/match.ts';
import type { MirrorRules } from '../../../mirror/rules.ts';
import { parseReference } from '../../../reference/grammar.ts';
import type { Json } from '../../../yaml/json.ts';
import type { Releases } from '../../api-group.ts';
import { decodeV1beta2, type SharedSettings } from '../read/decode-v1beta2.ts';
import { merged, noParts, printParts } from '../read/v1beta2.ts';
import { type ShippedImage, type ShippedServer, shippedImage, shippedServer } from '../shipped/shipped.ts';
import type { Change } from './changes.ts';
import { refersTo, type Unusable } from './image-goals.ts';
import type { ImageQuery } from './image-queries.ts';
import type { LoadedImageConfig } from './loaded-image-config.ts';

/** An entry to add, and the image that it is for, as its release has it. */
export interface Completion extends Change {
  readonly query: ImageQuery;
  readonly image: string;
}

export interface CompletionContext {
  readonly rules: MirrorRules;
  /** The releases whose entries are taken. */
  readonly shipped: Releases;
}

/** The entries for what is missing, one for each place; none where a release that would have one is not known. */
export function completionsFor(
  loaded: LoadedImageConfig,
  unusable: readonly Unusable[],
  context: CompletionContext,
): readonly Completion[] {
  const missing = unusable.filter(({ status }) => status === 'missing').map(({ query }) => query);
  const found = missing.flatMap((query) => completionFor(query, loaded, context) ?? []);
  return [...new Map(found.map((completion) => [completion.path.join('\0'), completion])).values()];
}

function completionFor(
  query: ImageQuery,
  loaded: LoadedImageConfig,
  context: CompletionContext,
): Completion | undefined {
  const { shipped } = context;
  if (query.kind === 'image') {
    const parts = shippedImage(query.name, shipped, loaded.format);
    if (parts === undefined) return undefined;
    const image = `${parts.registry}/${parts.repository}/${parts.name}:${parts.tag}`;
    const value = loaded.format === 'v1beta1' ? image : entryOf(parts, parts.tag, loaded, context);
    return { query, image, path: query.path, value };
  }
  const parts = shippedServer(query.serverType, shipped, loaded.format);
  if (parts === undefined) return undefined;
  const { registry, repository, name, suffix } = parts;
  const image = `${registry}/${repository}/${name}:<version>${suffix}`;
  const value =
    loaded.format === 'v1beta1'
      ? { repository: `${registry}/${repository}/${name}`, suffix }
      : entryOf(parts, query.version + suffix, loaded, context);
  return { query, image, path: query.path, value };
}

function entryOf(
  { registry, ...parts }: ShippedImage | ShippedServer,
  tag: string,
  { root, rules: operatorRules }: LoadedImageConfig,
  { rules }: CompletionContext,
): Json {
  const { repository, name } = parts;
  const shared: SharedSettings = decodeV1beta2(root, operatorRules);
  const printed = (own: string): string =>
    printParts(merged(shared, { ...noParts, repository, name, registry: own, tag }), operatorRules);
  const source = parseReference(`${registry}/${repository}/${name}:${tag}`);
  const outcome = mirror(rules, source);
  const right = [source, ...(outcome.status === 'mirrored' ? [outcome.reference] : [])];
  const fits = (text: string): boolean => right.some((reference) => refersTo(text, reference));
  return !fits(printed('')) && fits(printed(registry)) ? { registry, ...parts } : { ...parts };
}
