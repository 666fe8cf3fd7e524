/**
 * Anchors whose value changes while a text is being edited. The walk that edits it follows the order of the text, as
 * anchors do: the last one of a name counts, and an alias stands for what its anchor holds by then.
 */
import { isEqual } from '../../equal.ts';
import type { Json } from '../../json.ts';
import type { AliasNode, Node } from '../../node.ts';
import { childrenOf } from './extent.ts';

export class Anchors {
  /** By name, the new value; undefined for an anchor that is gone. */
  readonly #changed = new Map<string, Json | undefined>();

  /** Whether all aliases from here on stand for what they stood for. */
  get areUnchanged(): boolean {
    return this.#changed.size === 0;
  }

  /** What an alias stands for now; undefined if its anchor is gone. */
  valueOf({ name }: AliasNode, before: Json): Json | undefined {
    return this.#changed.has(name) ? this.#changed.get(name) : before;
  }

  /** Whether an alias in a tree stands for something else now. */
  changeAnyIn(node: Node): boolean {
    if (node.kind === 'alias') return this.#changed.has(node.name);
    if (node.kind === 'seq') return node.items.some((item) => this.changeAnyIn(item));
    return node.kind === 'map' && node.pairs.some(({ value }) => this.changeAnyIn(value));
  }

  /** Takes note of a node that has been edited, or passed by. */
  pass({ anchor }: Node, before: Json, after: Json): void {
    if (anchor === undefined) return;
    if (isEqual(before, after)) this.#changed.delete(anchor);
    else this.#changed.set(anchor, after);
  }

  /** Takes note of a node whose text goes away, and with it the anchors inside; its own stands in front of it. */
  drop(node: Node): void {
    for (const child of childrenOf(node)) {
      if (child.anchor !== undefined) this.#changed.set(child.anchor, undefined);
      this.drop(child);
    }
  }
}
