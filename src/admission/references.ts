/**
 * References in CEL: from a list of images to what each of them is, and what the rules make of it. Every step is a
 * variable of the policy, a list of mappings of texts, made of the one before it.
 *
 * | variable   | adds                                                                                          |
 * |------------|-----------------------------------------------------------------------------------------------|
 * | `cut`      | `name`, `digest` with its `@`                                                                 |
 * | `tagged`   | `tag` with its `:`, taken off the name                                                        |
 * | `hosted`   | `registry`, `repository`, as Docker splits them                                               |
 * | `placed`   | `place`: the registry in lower case and the full repository, with a slash at the end          |
 * | `pinned`   | `version`: tag and digest, as a pin wants them; `newName`, where a pin says it                |
 * | `moved`    | `from`, `to`: the image, and what it becomes                                                  |
 *
 * Texts that are no references become nothing else. Source: the grammar of reference/grammar.ts.
 */
import { servingDockerHub } from '../mirror/places.ts';
import { literal, type Variable } from './cel.ts';
import type { RuleTable } from './rule-table.ts';

const host =
  '(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:[.][a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\\[[a-fA-F0-9:]+\\])';
const component = '[a-z0-9]+(?:(?:[.]|_|__|-+)[a-z0-9]+)*';
const grammar = `^(?:${host}(?::[0-9]+)?/)?${component}(?:/${component})*(?::[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$`;

/** Whether a text is a reference; 64 hexadecimal digits are the ID of an image. */
export function isReference(text: string): string {
  return `${text}.matches(${literal(grammar)}) && !${text}.matches("^[a-f0-9]{64}$")`;
}

/**
 * The variables that a policy needs to look images up.
 *
 * @param images an expression: a list of texts
 */
export function lookUp(images: string, { rows, pins, pinned }: RuleTable): readonly Variable[] {
  const hasTag = 'c.name.lastIndexOf(":") > c.name.lastIndexOf("/")';
  const namesRegistry =
    't.name.contains("/") && (t.name.split("/")[0].matches("[.:A-Z]") || t.name.split("/")[0] == "localhost")';
  return [
    { name: 'rules', expression: literal(rows) },
    ...(pins.length === 0 ? [] : [{ name: 'pins', expression: literal(pins) }]),
    { name: 'images', expression: images },
    {
      name: 'cut',
      expression: step('images.filter(i, ISREFERENCE)', 'i', {
        image: 'i',
        name: 'i.split("@")[0]',
        digest: 'i.contains("@") ? i.substring(i.indexOf("@")) : ""',
      }).replace('ISREFERENCE', isReference('i')),
    },
    {
      name: 'tagged',
      expression: step('cut', 'c', {
        image: 'c.image',
        digest: 'c.digest',
        name: `${hasTag} ? c.name.substring(0, c.name.lastIndexOf(":")) : c.name`,
        tag: `${hasTag} ? c.name.substring(c.name.lastIndexOf(":")) : ""`,
      }),
    },
    {
      name: 'hosted',
      expression: step('tagged', 't', {
        ...kept('t', 'image', 'tag', 'digest'),
        registry: `${namesRegistry} ? (t.name.split("/")[0] == "index.docker.io" ? "docker.io" : t.name.split("/")[0]) : "docker.io"`,
        repository: `${namesRegistry} ? t.name.substring(t.name.indexOf("/") + 1) : t.name`,
      }),
    },
    {
      name: 'full',
      expression: step('hosted', 'h', {
        ...kept('h', 'image', 'tag', 'digest', 'registry'),
        repository:
          'h.registry == "docker.io" && !h.repository.contains("/") ? "library/" + h.repository : h.repository',
      }),
    },
    {
      name: 'placed',
      expression: step('full.filter(f, size(f.repository) <= 255)', 'f', {
        ...kept('f', 'image', 'tag', 'digest', 'registry', 'repository'),
        place:
          '(f.registry.lowerAscii() in ["index.docker.io", "registry-1.docker.io"] ? "docker.io" : f.registry.lowerAscii()) + "/" + f.repository + "/"',
      }),
    },
    { name: 'pinTargets', expression: pinned.length === 0 ? '[""]' : literal(pinned) },
    { name: 'pinned', expression: pins.length === 0 ? unpinned : withPins },
  ];
}

/** One mapping of texts for each item of a variable. Variables have no types of their own: each text is said to be one. */
function step(variable: string, item: string, members: Readonly<Record<string, string>>): string {
  return `variables.${variable}.map(${item}, ${mapping(members)})`;
}

function mapping(members: Readonly<Record<string, string>>): string {
  const lines = Object.entries(members).map(([key, expression]) => `"${key}": string(${expression})`);
  return `{\n  ${lines.join(',\n  ')}\n}`;
}

function kept(item: string, ...keys: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(keys.map((key) => [key, `${item}.${key}`]));
}

const unpinned = step('placed', 'p', {
  ...kept('p', 'image', 'registry', 'repository', 'place'),
  version: 'p.tag + p.digest',
  newName: '""',
  isPinned: '""',
});

const meetsTag = '(n.tag == "*" || ":" + n.tag == (p.tag == "" && p.digest == "" ? ":latest" : p.tag))';

/** A registry that serves the images of Docker Hub, of which no rule names the place. */
const servesHub = `p.registry.lowerAscii() in ${literal(servingDockerHub)} && !(p.place in variables.pinTargets)
    && variables.rules.filter(r, p.place.startsWith(r.covers))[0].named == ""`;

const withPins = `variables.placed.map(p, (variables.pins.filter(n, n.name == p.place && ${meetsTag})
  + (${servesHub} ? variables.pins.filter(n, n.name == "docker.io/" + p.repository + "/" && ${meetsTag}) : [])
  + ${literal([{ name: '', tag: '*', newName: '', newTag: '', digest: '' }])}).map(n, ${mapping({
    ...kept('p', 'image', 'registry', 'repository', 'place'),
    newName: 'n.newName',
    isPinned: 'n.name',
    version:
      '(n.newTag != "" ? ":" + n.newTag : n.tag != "*" ? ":" + n.tag : p.tag) + (n.digest != "" ? "@" + n.digest : n.newTag == "" ? p.digest : "")',
  })})[0])`;

/** What each image becomes: `from` and `to`. */
export const moved: Variable = {
  name: 'moved',
  expression: `variables.pinned.map(p, {"from": string(p.image), "to": string(
  p.newName != "" ? p.newName + p.version :
  p.isPinned == "" && p.place in variables.pinTargets ? p.image :
  variables.rules.filter(r, p.place.startsWith(r.covers)).map(r,
    r.does in ["target", "foreign"] ? p.image :
    r.does == "exclude" ? (p.image.endsWith(p.version) ? p.image : p.registry + "/" + p.repository + p.version) :
    r.does == "registry-path" && p.registry.matches("[:\\\\[]") ? p.image :
    [r.does == "name" ? p.repository.substring(p.repository.lastIndexOf("/") + 1) :
      r.does == "path" ? p.repository : p.registry.lowerAscii() + "/" + p.repository].map(rest,
      (r.to == "docker.io/" && !rest.contains("/")) || size((r.to + rest).substring((r.to + rest).indexOf("/") + 1)) > 255 ? p.image :
      r.to + rest + p.version)[0])[0])})`,
};

/** The images that may not be pulled. What is no reference is among them. */
export const foreign: Variable = {
  name: 'foreign',
  expression: `variables.images.filter(i, !variables.pinned.exists(p, p.image == i && (p.place in variables.pinTargets
  || variables.rules.filter(r, p.place.startsWith(r.covers))[0].does in ["target", "exclude"])))`,
};
