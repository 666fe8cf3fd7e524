/**
 * The functionConfig's schema: what it may hold, each key with its help text. Everything that lists the keys is derived
 * from here: the JSON Schema for editors (scripts/schema.mjs), the flags of the command line and the keys of the
 * ConfigMap form (flags.ts), and the words of "did you mean" (issues.ts). To add a key is to add it to `Spec` and here;
 * the compiler holds the two together.
 *
 * Shapes only: what references, places and rule sets may say is checked where they are made (rules.ts).
 */
import * as z from 'zod/mini';
import { isObject, type Json } from '../yaml/json.ts';
import {
  apiVersion,
  type FieldSpec,
  type GenerateSpec,
  type ImageConfigSpec,
  type ImageMirror,
  kind,
  type MirrorSpec,
  type OverlaySpec,
  type PinSpec,
  type ReleaseSpec,
  type RolloutSpec,
  type ScopeSpec,
  type SelectorSpec,
  type Spec,
} from './spec.ts';

/** One schema for each key of an interface, none missing and none too many. */
type Keys<T> = { readonly [Key in keyof T]-?: z.ZodMiniType<T[Key]> };

/** Registered rather than checked, as a check is a copy of its schema: there would be two of each at every start. */
function described<T extends z.ZodMiniType>(help: string, schema: T): T {
  z.globalRegistry.add(schema, { description: help });
  return schema;
}

function optional<T extends z.ZodMiniType>(help: string, schema: T): z.ZodMiniOptional<T> {
  return described(help, z.optional(schema));
}

// Shared, as each is a thing to make at every start; what a text is for is said of the optional value around it.
const text = z.string();
const texts = z.array(text);
const toggle = z.boolean();

const layout = z.enum(['path', 'registry-path', 'name']);

const release = z
  .string()
  .check(z.regex(/^v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/, { error: 'must be a full release, like 1.22.4' }));

const secretName = z
  .string()
  .check(
    z.regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/, { error: 'must be the name of a Secret: a-z, 0-9, "-" and "."' }),
  );

const mirror = () =>
  z.strictObject({
    source: described('A registry, or a folder of one, like docker.io/datastax; "*" for everything', z.string()),
    target: described('A registry with an optional path, like mirror.example.com:5000/datastax', z.string()),
    layout: optional('How paths on this target are made; default: the layout of the spec', layout),
  } satisfies Keys<MirrorSpec>);

const pin = () =>
  z.strictObject({
    name: described('The image as its users write it, without tag, like k8ssandra/cass-management-api', z.string()),
    tag: optional('Only where the image has this tag', text),
    newName: optional('The whole new repository; default: what the mirrors make of name', text),
    newTag: optional('The new tag', text),
    digest: optional('The new digest, like sha256:...; the tag stays beside it', text),
  } satisfies Keys<PinSpec>);

const selector = () =>
  z.strictObject({
    name: optional("The ConfigMap's name", text),
    namespace: optional("The ConfigMap's namespace", text),
    key: optional('The key in its data', text),
  } satisfies Keys<SelectorSpec>);

const imageConfig = () =>
  z.strictObject({
    strategy: optional(
      'How the ImageConfig is changed: auto picks what is exact, global writes one key for all, entries writes every entry',
      z.enum(['auto', 'global', 'entries']),
    ),
    selector: optional('Where the ImageConfig is, if it is not found', selector()),
  } satisfies Keys<ImageConfigSpec>);

const releases = () =>
  z.strictObject({
    cassOperator: optional('The release of cass-operator, if it is not in the input', release),
    k8ssandraOperator: optional('The release of k8ssandra-operator, if it is not in the input', release),
  } satisfies Keys<ReleaseSpec>);

const rollout = () =>
  z.strictObject({
    restartOperator: optional(
      'Whether the operators restart when the ImageConfig changes: by a checksum on their pods',
      toggle,
    ),
    updateDatacenters: optional(
      'Whether running datacenters get the new images: never (default); always, by an annotation; or once for each ImageConfig, by a task',
      z.enum(['never', 'always', 'task']),
    ),
  } satisfies Keys<RolloutSpec>);

const overlay = () =>
  z.strictObject({
    path: optional('The folder that the overlay is written to, like overlays/mirror', text),
    resources: optional('What the overlay stands on, as it writes it: a folder with a kustomization', texts),
    kind: optional(
      'Kustomization (default), or Component: without resources, for kustomizations that list it',
      z.enum(['Kustomization', 'Component']),
    ),
    guard: optional('Whether a build fails where its base has changed below the overlay (default: yes)', toggle),
  } satisfies Keys<OverlaySpec>);

const generate = () =>
  z.strictObject({
    from: optional(
      'What it is made of: release (default), the ImageConfig of the release that is named; or an ImageConfig',
      z.union([z.literal('release'), z.looseObject({})]),
    ),
    behavior: optional(
      'What becomes of the ConfigMap that is there: merge (v1beta1: always) or replace (v1beta2: default)',
      z.enum(['', 'merge', 'replace']),
    ),
    name: optional("The ConfigMap's name; default: that of the operators' kustomizations", text),
    namespace: optional("Its namespace; default: that of the operators' kustomizations", text),
    format: optional(
      'Its format, v1beta1 or v1beta2; default: what the release reads',
      z.enum(['', 'v1beta1', 'v1beta2']),
    ),
  } satisfies Keys<GenerateSpec>);

const field = () =>
  z.strictObject({
    group: described('The API group of the resource, like example.com; "" for the core group', z.string()),
    kind: described('The kind of the resource', z.string()),
    path: described('The field, like spec.workers[].image', z.string()),
    shape: described(
      'reference: one string; repository: a mapping of repository and tag, perhaps with registry and digest; parts: a mapping of registry, repository, name and tag',
      z.enum(['reference', 'repository', 'parts']),
    ),
  } satisfies Keys<FieldSpec>);

const scope = () =>
  z.strictObject({
    name: described('The name of the Kubernetes cluster', z.string()),
    paths: described('Globs of its folders and files, relative to the folder that is given', texts),
  } satisfies Keys<ScopeSpec>);

/** By key: each is made when it is asked for, as making all of them takes longer than to read a configuration. */
const specKeys = {
  registry: () =>
    optional(
      'The mirror everything is pulled from, like mirror.example.com:5000/k8ssandra; short for a mirrors entry with source "*"',
      text,
    ),
  layout: () =>
    optional(
      'How paths on the mirror are made of quay.io/org/name: path (default): org/name; registry-path: quay.io/org/name; name: name',
      layout,
    ),
  mirrors: () =>
    optional(
      'Which sources are pulled from which target; the longest source that covers an image decides',
      z.array(mirror()),
    ),
  exclude: () => optional('Registries, or folders of one, whose images stay as they are', texts),
  images: () => optional('Images with a place, tag or digest of their own, as in a kustomization', z.array(pin())),
  pullPolicy: () => optional('The pull policy of what is mirrored', z.enum(['Always', 'IfNotPresent', 'Never'])),
  pullSecrets: () => optional('Secrets to add where mirrored images are pulled', z.array(secretName)),
  imageConfig: () => optional("How the operators' ImageConfig is changed", imageConfig()),
  context: () =>
    optional(
      'Resources that are read and not edited, such as the operators and their ImageConfig; {k8sContext, resources} for those of another Kubernetes cluster',
      z.array(z.looseObject({})),
    ),
  release: () => optional('Releases of the operators; normally detected', releases()),
  mode: () =>
    optional(
      'What the function does: transform (default) edits the resources in place; check changes nothing, and what is not mirrored is an error; overlay adds a kustomization that does the same without functions; generate adds an ImageConfig that is mirrored already',
      z.enum(['transform', 'check', 'overlay', 'generate']),
    ),
  overlay: () => optional('The overlay that mode overlay, or the command, writes', overlay()),
  generate: () => optional('The ImageConfig that mode generate, or the command, makes', generate()),
  fields: () => optional('Fields of further custom resources that name images', z.array(field())),
  onEscape: () =>
    optional('How to report an image that no rule covers: error (default) or warn', z.enum(['error', 'warn'])),
  crdDefaults: () =>
    optional(
      'What becomes of image defaults in the CRDs, which count for clusters to come: leave (default) or rewrite',
      z.enum(['leave', 'rewrite']),
    ),
  rollout: () => optional('How a change takes effect', rollout()),
  fix: () =>
    optional(
      'Whether entries that the ImageConfig lacks and its operators need are added, as their releases have them',
      toggle,
    ),
  lock: () =>
    optional(
      'Digests of images on the mirror, as the command lock writes them; on the command line also the path of the file',
      z.union([text, z.looseObject({})], { error: 'must be the content of a lock file, or its path' }),
    ),
  guard: () =>
    optional(
      'What holds the rules in the cluster: admission, where the policies that enforce prints are applied',
      z.enum(['admission']),
    ),
  strict: () => optional('Whether images that cannot be determined from the input are errors', toggle),
  ignore: () =>
    optional(
      'Globs of files that are not read, relative to the folder that is given, like charts/** (on the command line)',
      texts,
    ),
  scopes: () =>
    optional(
      'What goes to one Kubernetes cluster: {name, paths}, or a glob like clusters/* whose every folder is one; default: what the folders tell',
      z.array(z.union([text, scope()])),
    ),
} satisfies { readonly [Key in keyof Spec]-?: () => z.ZodMiniType<Spec[Key]> };

/** The schema of a resource whose `spec` has these keys and no others; all keys of `spec` may be absent. */
function schemaWith(keys: readonly string[]): z.ZodMiniType<ImageMirror> {
  const made = Object.entries(specKeys).flatMap(([key, make]) => (keys.includes(key) ? [[key, make()] as const] : []));
  const spec = z.strictObject(Object.fromEntries(made)) as z.ZodMiniType<Spec>;
  return z.strictObject({
    apiVersion: z.literal(apiVersion),
    kind: z.literal(kind),
    metadata: z.optional(z.looseObject({})),
    spec,
  } satisfies Keys<ImageMirror>);
}

/** The schema of one resource: for what it does not have, none is made. Keys that are not known it refuses. @internal */
export function schemaOf(resource: Json): z.ZodMiniType<ImageMirror> {
  const spec = isObject(resource) ? resource.spec : undefined;
  return schemaWith(isObject(spec) ? Object.keys(spec) : []);
}

let whole: z.ZodMiniType<ImageMirror> | undefined;

/** The schema with all keys, for those that list them. @internal */
export function wholeSchema(): z.ZodMiniType<ImageMirror> {
  whole ??= schemaWith(Object.keys(specKeys));
  return whole;
}
