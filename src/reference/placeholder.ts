/**
 * Placeholders: what stands in a text until something fills it in. None of these can be part of a reference.
 *
 * | notation                 | filled in by                                                           |
 * |--------------------------|------------------------------------------------------------------------|
 * | `${X}`, `${X:=1}`, `$X`  | Flux (`postBuild`), envsubst, OpenShift's templates                      |
 * | `$(X)`                   | kustomize's vars, Tekton, make                                          |
 * | `{{ x }}`, `[[ x ]]`     | Helm, Argo (Workflows, ApplicationSets), Jinja                           |
 * | `<x>`                    | the people who follow a guide                                           |
 * | `#{X}#`, `@X@`, `%X%`    | tasks of CI, autoconf                                                   |
 * | `__X__`                  | sed in a script                                                         |
 */

/** A notation, and what fills it in. */
interface Notation {
  readonly pattern: RegExp;
  readonly filledInBy: string;
}

const notations: readonly Notation[] = [
  { pattern: /\$\{[^}]*\}|\$[A-Za-z_]\w*/, filledInBy: "Flux's postBuild or envsubst" },
  { pattern: /\$\([^)]*\)/, filledInBy: "kustomize's vars, Tekton or make" },
  { pattern: /\{\{.*?\}\}|\[\[.*?\]\]/s, filledInBy: 'a template, such as those of Helm, Argo or Ansible' },
  { pattern: /<[^<>]+>/, filledInBy: 'whoever follows the guide that it is from' },
  { pattern: /#\{[^}]*\}#?|@[A-Za-z_]\w*@|%[A-Za-z_]\w*%/, filledInBy: 'a task of CI' },
  { pattern: /(?:^|(?<=[/:@]))__\w+?__/, filledInBy: 'a script' },
];

/** A placeholder in a text: itself, and what fills in its kind. */
export interface Placeholder {
  readonly text: string;
  readonly filledInBy: string;
}

/** The first placeholder in a text; `undefined` where it has none. */
export function placeholderIn(text: string): Placeholder | undefined {
  if (!hint.test(text)) return undefined;
  for (const { pattern, filledInBy } of notations) {
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) return { text: found, filledInBy };
  }
  return undefined;
}

/** In every placeholder. Most texts have none of these signs. */
const hint = /[$<@%#]|\{\{|\[\[|__/;
