/**
 * Image references, as Docker reads them.
 *
 * ```
 * reference   = [ registry "/" ] repository [ ":" tag ] [ "@" digest ]
 * registry    = host [ ":" port ]
 * host        = label { "." label } | "[" IPv6 address "]"
 * label       = letters, digits, inner "-"                        ; either case
 * port        = digits
 * repository  = component { "/" component }                       ; at most 255 characters
 * component   = alphanumeric { separator alphanumeric }
 * alphanumeric= lower-case letters, digits
 * separator   = "." | "_" | "__" | one or more "-"
 * tag         = 1 to 128 letters, digits, "_", ".", "-"           ; not first: ".", "-"
 * digest      = "sha256:" 64 lower-case hex digits
 * ```
 *
 * Source: github.com/distribution/reference, regexp.go and reference.go (`ParseNormalizedNamed`), and go-digest's
 * algorithm.go. `sha384` and `sha512` parse there only in programs that link these algorithms; the library itself
 * refuses them, and so does this file.
 *
 * Two things upstream leaves to a regular expression are decided here by cutting: `@` stands in no part but before the
 * digest, and `:` behind the registry only before the tag. Each part is then held against patterns without nested
 * repetition, so that the time is linear in the length of the text, whatever the text.
 */
import { splitRegistry } from './normalise.ts';
import type { Reference } from './reference.ts';

/** A text that is no image reference. The message quotes the text and says which part is wrong, and why. */
export class InvalidReferenceError extends Error {
  override readonly name = 'InvalidReferenceError';
  /** The text as given. */
  readonly text: string;

  constructor(text: string, problem: string) {
    super(`${quote(text)} is not an image reference: ${problem}`);
    this.text = text;
  }
}

/**
 * Reads a reference and normalises it: `nginx:1` is `{registry: 'docker.io', repository: 'library/nginx', tag: '1'}`.
 *
 * @throws InvalidReferenceError
 */
export function parseReference(text: string): Reference {
  const fail = (problem: string): never => {
    throw new InvalidReferenceError(text, problem);
  };
  if (text === '') fail('it is empty');
  if (/^[a-f0-9]{64}$/.test(text)) fail('64 hexadecimal digits are an image ID, no name');
  const { registry, remainder } = splitRegistry(text);
  const [tagged, digest] = cut(remainder, '@');
  const [repository, tag] = cut(tagged, ':');
  const problem =
    registryProblem(registry) ??
    repositoryProblem(repository) ??
    (tag === undefined ? undefined : tagProblem(tag)) ??
    (digest === undefined ? undefined : digestProblem(digest));
  if (problem !== undefined) fail(problem);
  return {
    registry,
    repository,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** The full form: registry and `library/` written out, tag before digest. `parseReference` reads it back. */
export function formatReference({ registry, repository, tag, digest }: Reference): string {
  const version = (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`);
  return `${registry}/${repository}${version}`;
}

/** What is wrong with a registry host and port, if anything. */
export function registryProblem(registry: string): string | undefined {
  const [, host = registry, port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(registry) ?? [];
  if (port !== undefined && !/^[0-9]+$/.test(port)) return `the port ${quote(port)} of the registry is not a number`;
  if (host.startsWith('[')) {
    return /^\[[a-fA-F0-9:]+\]$/.test(host) ? undefined : `the registry ${quote(host)} is not an IPv6 address`;
  }
  const valid = host.split('.').every((label) => /^[a-zA-Z0-9-]+$/.test(label) && !/^-|-$/.test(label));
  // A host with "_" is no host to upstream, which then takes it for the first component of a path without registry;
  // container runtimes pull from that host all the same.
  if (valid || (port === undefined && componentProblem(host) === undefined)) return undefined;
  return `the registry ${quote(host)} is not a host name`;
}

const repositoryLength = 255;

/** What is wrong with a repository path (registry, tag and digest cut off), if anything. */
export function repositoryProblem(repository: string): string | undefined {
  if (repository.length > repositoryLength) return `the repository is longer than ${repositoryLength} characters`;
  for (const component of repository.split('/')) {
    const problem = componentProblem(component);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** What is wrong with a tag, if anything. */
export function tagProblem(tag: string): string | undefined {
  if (tag === '') return 'the tag is empty';
  if (tag.length > 128) return 'the tag is longer than 128 characters';
  const stray = /[^\w.-]/.exec(tag);
  if (stray !== null) return `the tag ${quote(tag)} contains ${quote(stray[0])}`;
  return /^[.-]/.test(tag) ? `the tag ${quote(tag)} starts with ${quote(tag.slice(0, 1))}` : undefined;
}

/** What is wrong with a digest (algorithm included), if anything. */
export function digestProblem(digest: string): string | undefined {
  const [algorithm, encoded] = cut(digest, ':');
  if (encoded === undefined) return `the digest ${quote(digest)} has no algorithm: write sha256:...`;
  if (algorithm !== 'sha256') return `the digest algorithm ${quote(algorithm)} is not supported: only sha256 is`;
  return /^[a-f0-9]{64}$/.test(encoded) ? undefined : `the digest ${quote(encoded)} is not 64 lower-case hex digits`;
}

function componentProblem(component: string): string | undefined {
  if (component === '') return 'the repository has an empty component';
  const wrong = flawIn(component);
  return wrong === undefined ? undefined : `the repository component ${quote(component)} ${wrong}`;
}

function flawIn(component: string): string | undefined {
  if (/[A-Z]/.test(component)) return 'has upper-case letters';
  const stray = /[^a-z0-9._-]/u.exec(component);
  if (stray !== null) return `contains ${quote(stray[0])}`;
  if (/^[._-]|[._-]$/.test(component)) return 'starts or ends with a separator';
  const run = /\.[._-]|[_-]\.|_-|-_|___/.exec(component);
  return run === null ? undefined : `contains ${quote(run[0])}`;
}

function cut(text: string, separator: string): [before: string, after: string | undefined] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}

const quotedLength = 120;

function quote(text: string): string {
  return JSON.stringify(text.length > quotedLength ? `${text.slice(0, quotedLength)}...` : text);
}
