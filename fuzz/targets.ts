/** What is fuzzed: each target takes any text, and throws where a law does not hold. */
import { locateInput } from '../src/app/input-errors.ts';
import { mirrorSources } from '../src/app/mirror-sources.ts';
import { InputError } from '../src/app/streams.ts';
import { readArguments } from '../src/cli/arguments.ts';
import { UsageError } from '../src/cli/usage.ts';
import { readConfig } from '../src/config/normalise.ts';
import { ConfigError } from '../src/config/problem.ts';
import { formatReference } from '../src/reference/grammar.ts';
import { readReference } from '../src/reference/read-reference.ts';
import { applySplices } from '../src/yaml/edit/splice.ts';
import { isEqual } from '../src/yaml/equal.ts';
import { SourceError } from '../src/yaml/error.ts';
import type { Json } from '../src/yaml/json.ts';
import { readBlockValue } from '../src/yaml/read/block.ts';
import { locate } from '../src/yaml/read/items.ts';
import { readDocument } from '../src/yaml/read/read.ts';
import { locateByScan } from '../src/yaml/read/scan.ts';
import { locateInNodes } from '../src/yaml/read/whole-input.ts';
import { readYaml } from '../src/yaml/read/yaml.ts';
import { DecodeError, toJson } from '../src/yaml/typing.ts';

/** Throws nothing but refusals, and says what came out; undefined where the text is refused. */
function unlessRefused<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    const isRefusal = [SourceError, DecodeError, InputError, ConfigError, UsageError].some(
      (kind) => error instanceof kind,
    );
    if (isRefusal) return undefined;
    throw error;
  }
}

function hold(law: boolean, broken: string): void {
  if (!law) throw new Error(broken);
}

const switches = ['in-place', 'diff'].map((flag) => ({ flag, help: '' }));

const config = readConfig({
  apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
  kind: 'ImageMirror',
  metadata: { name: 'mirror' },
  spec: { registry: 'm.io', onEscape: 'warn', pullPolicy: 'Always', pullSecrets: ['mirror'] },
});

function transformed(text: string): string | undefined {
  return unlessRefused(() => {
    const { splices, failed } = mirrorSources([{ input: locateInput(undefined, text) }], config);
    return failed ? undefined : applySplices(text, splices[0] ?? []);
  });
}

function twiceIsOnce(text: string): void {
  const once = transformed(text);
  if (once === undefined) return;
  const twice = transformed(once);
  hold(twice !== undefined, 'what was transformed is refused');
  hold(twice === once, 'the second time something changes');
}

export const targets: Readonly<Record<string, (text: string) => void>> = {
  reference: (text) => {
    const reference = readReference(text);
    if (reference === undefined) return;
    const printed = formatReference(reference);
    const again = readReference(printed);
    hold(again !== undefined && formatReference(again) === printed, 'a reference that is printed reads as another');
  },

  locate: (text) => {
    const whole = unlessRefused(() => {
      const input = locateInNodes(text);
      for (const item of input.items) item.read();
      return input;
    });
    const scanned = whole && unlessRefused(() => locateByScan(text, () => whole));
    if (whole === undefined || scanned === undefined) return;
    const seen = (input: typeof whole): Json => input.items.map((item) => ({ start: item.start, object: item.json() }));
    hold(isEqual(seen(scanned), seen(whole)), 'the scan finds other items than the readers');
    unlessRefused(() => locate(text));
  },

  readers: (text) => {
    const fast = readBlockValue(text, 0, text.length, 0);
    if (fast === undefined) return;
    const full = unlessRefused(() => readYaml(text));
    hold(full !== undefined, 'the fast reader reads what the full one refuses');
    if (full === undefined) return;
    hold(JSON.stringify(fast.node) === JSON.stringify(full), 'the readers see different trees');
    const value = unlessRefused(() => toJson(full));
    hold(isEqual(fast.decoded?.value, value), 'the readers see different values');
  },

  edit: twiceIsOnce,

  embedded: (text) => {
    const data = { 'image_config.yaml': text };
    const labels = { 'k8ssandra.io/config': 'image' };
    const metadata = { name: 'images', namespace: 'a', labels };
    twiceIsOnce(JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data }));
    const lines = text.replaceAll('\r', '').replaceAll(/^(?=.)/gm, '    ');
    const head = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, labels: {k8ssandra.io/config: image}}\n`;
    twiceIsOnce(`${head}data:\n  image_config.yaml: |2\n${lines.replaceAll(/^ {4}/gm, '    ')}\n`);
  },

  functionConfig: (text) => {
    unlessRefused(() => readConfig(toJson(readDocument(text))));
  },

  flags: (text) => {
    // Of the files that flags name, none is opened: fuzzing must not depend on the disk.
    const words = text.split('\n').filter((word) => !/^--?c/.test(word));
    unlessRefused(() => readArguments('transform', words, switches));
  },
};
