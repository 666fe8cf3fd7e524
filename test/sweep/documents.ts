/**
 * Manifests cut into documents by their `---` lines, read by the `yaml` package (each distinct one once: most of a
 * manifest is the same before and after), and put together again: as a stream, and as the ResourceList that kustomize
 * makes of it.
 */
import { parseDocument } from 'yaml';

const separator = /^---(?:[ \t].*)?\r?\n/m;

/** The texts between separators. Those that hold nothing but comments count too. */
export function documentsOf(text: string): readonly string[] {
  return text.split(separator);
}

const read = new Map<string, unknown>();

export function readValue(document: string): unknown {
  if (!read.has(document)) {
    const parsed = parseDocument(document, { logLevel: 'silent' });
    if (parsed.errors[0] !== undefined) throw parsed.errors[0];
    read.set(document, parsed.toJS({ maxAliasCount: -1 }));
  }
  return read.get(document);
}

export function isCrd(document: string): boolean {
  return /^kind: CustomResourceDefinition\r?$/m.test(document);
}

/** Items at the dash column of their key, their lines indented by two: as kustomize and kpt print them. */
export function resourceListOf(documents: readonly string[], functionConfig: object): string {
  const items = documents.filter((document) => isCrd(document) || (readValue(document) ?? null) !== null).map(asItem);
  return `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${items.join('')}functionConfig: ${JSON.stringify(functionConfig)}\n`;
}

function asItem(document: string): string {
  let end = document.length;
  while (document[end - 1] === '\n') end--;
  const lines = document.slice(0, end).split('\n');
  return lines.map((line, index) => (index === 0 ? `- ${line}\n` : line === '' ? '\n' : `  ${line}\n`)).join('');
}
