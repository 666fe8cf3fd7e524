/**
 * Texts in which some reader of Kubernetes sees an image outside the mirror, and that make it hard to find: a check must
 * never call them good. The e2e tests ask the readers themselves.
 */

export interface HiddenImage {
  readonly name: string;
  readonly text: string;
}

/** The image that is hidden. The mirror is `m.io`. */
export const hidden = 'evil.io/x/y:1';

const pod = (containers: string, head = 'apiVersion: v1\nkind: Pod\n'): string =>
  `${head}metadata: {name: app}\nspec:\n  containers:\n${containers}`;
const good = '  - name: a\n    image: m.io/a/b:1';
const deployment = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\nspec: {template: {spec: {containers: [{name: a, image: '${hidden}'}]}}}\n`;
const flowPod = (container: string): string =>
  `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "app"}, "spec": {"containers": [${container}]}}\n`;

const other = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: other}';
const lines = (text: string, column: number): string => text.replaceAll(/^(?=.)/gm, ' '.repeat(column));

const imageConfig = `apiVersion: config.k8ssandra.io/v1beta2\nkind: ImageConfig\nimages:\n  medusa: {registry: evil.io, repository: x, name: y, tag: "1"}\n`;
const configMap = (data: string, labels = '{k8ssandra.io/config: image}'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: images, labels: ${labels}}\ndata:\n${data}`;
const quoted = (text: string): string => JSON.stringify(text);

const lineEnds: readonly (readonly [name: string, character: string])[] = [
  ['U+0085', '\u0085'],
  ['U+2028', '\u2028'],
  ['U+2029', '\u2029'],
];

const otherLineEnds = lineEnds.flatMap(([name, end]): HiddenImage[] => [
  {
    name: `${name} behind a comment`,
    text: pod(`${good} # x${end}  - name: b${end}    image: ${hidden}\n`),
  },
  { name: `${name} behind the kind`, text: deployment.replace('Deployment\n', `Deployment${end}`) },
  { name: `${name} in front of a document`, text: `${other}\n# c${end}---${end}${deployment}` },
  { name: `${name} in a comment above a document`, text: `# c${end}${deployment.replaceAll('\n', end)}` },
  {
    name: `${name} at the end of a block scalar`,
    text: pod(`${good}\n    args:\n    - |\n      x${end}    image: ${hidden}\n`),
  },
  { name: `${name} between quoted texts`, text: pod(`${good}\n    args: ["a"] # x${end}    image: "${hidden}"\n`) },
  {
    name: `${name} in a ResourceList`,
    text: `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- # c${end}  ${deployment.trimEnd().replaceAll('\n', `${end}  `)}\n`,
  },
  {
    name: `${name} in an ImageConfig, behind a comment`,
    text: configMap(
      `  image_config.yaml: ${quoted(imageConfig.replace('images:\n', `# c\nimages:\n`).replaceAll('\n', '\\n')).replaceAll('\\\\n', end === '\u0085' ? '\\N' : end === '\u2028' ? '\\L' : '\\P')}\n`,
    ),
  },
  {
    name: `${name} as \\u in an ImageConfig`,
    text: configMap(
      `  image_config.yaml: "${imageConfig.replaceAll('"', '\\"').replaceAll('\n', `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`)}"\n`,
    ),
  },
]);

const merges: readonly HiddenImage[] = [
  {
    name: '<< behind a key that it has as well',
    text: `x: &a {image: ${hidden}}\n${pod('  - name: b\n    image: m.io/a/b:1\n    <<: *a\n')}`,
  },
  {
    name: '<< in front of a key that it has as well',
    text: `x: &a {image: m.io/a/b:1, name: z}\n${pod(`  - name: b\n    <<: *a\n    image: ${hidden}\n`)}`,
  },
  {
    name: '<< behind the kind',
    text: `x: &a {kind: Pod}\n${pod(`  - {name: b, image: '${hidden}'}\n`, 'apiVersion: v1\nkind: Nothing\n').replace('metadata', '<<: *a\nmetadata')}`,
  },
  {
    name: '<< in front of the kind',
    text: `x: &a {kind: Nothing}\n<<: *a\n${pod(`  - {name: b, image: '${hidden}'}\n`)}`,
  },
  {
    name: '<< twice',
    text: `x: &a {image: ${hidden}}\ny: &b {image: m.io/a/b:1}\n${pod('  - name: b\n    <<: *b\n    <<: *a\n')}`,
  },
  { name: '<< with a tag of no meaning', text: `x: &a {image: ${hidden}}\n${pod('  - name: b\n    ! <<: *a\n')}` },
  { name: '<< with its own tag', text: `x: &a {image: ${hidden}}\n${pod('  - name: b\n    !!merge <<: *a\n')}` },
  {
    name: '<< with its own tag, quoted',
    text: `x: &a {image: ${hidden}}\n${pod('  - name: b\n    !!merge "<<": *a\n')}`,
  },
  {
    name: '<< quoted, with a tag of no meaning',
    text: `x: &a {image: ${hidden}}\n${pod('  - name: b\n    ! "<<": *a\n')}`,
  },
  { name: '<< as text', text: `x: &a {image: ${hidden}}\n${pod('  - name: b\n    !!str <<: *a\n')}` },
  { name: '<< with an anchor', text: `x: &a {image: ${hidden}}\n${pod('  - name: b\n    &m <<: *a\n')}` },
  {
    name: '<< by an alias',
    text: `x: &a {image: ${hidden}}\ny: [&m <<]\n${pod('  - name: b\n    *m : *a\n')}`,
  },
  { name: '<< explicitly', text: `x: &a {image: ${hidden}}\n${pod('  - name: b\n    ? <<\n    : *a\n')}` },
  {
    name: '<< of a list, of which the second counts to nobody',
    text: `x: &a {image: ${hidden}}\ny: &b {image: m.io/a/b:1}\n${pod('  - name: b\n    <<: [*a, *b]\n')}`,
  },
  { name: '<< written out', text: pod(`  - name: b\n    <<: {image: ${hidden}}\n`) },
  { name: '<< in flow', text: pod(`  - {name: b, <<: {image: ${hidden}}}\n`) },
  {
    name: '<< of what has a << itself',
    text: `x: &a {image: ${hidden}}\ny: &b {<<: *a}\n${pod('  - name: b\n    <<: *b\n')}`,
  },
  {
    name: '<< over << of the same key',
    text: `x: &a {image: ${hidden}}\ny: &b {image: m.io/a/b:1, <<: *a}\n${pod('  - name: b\n    <<: *b\n')}`,
  },
];

const keys: readonly HiddenImage[] = [
  { name: 'a key with a colon at its end, in flow', text: pod(`  - {name: b, image: ${hidden}, image:,}\n`) },
  { name: 'a key with a colon at the end of a map', text: pod(`  - {name: b, image: ${hidden}, image:}\n`) },
  {
    name: 'an anchor with a colon in it',
    text: pod(`  - name: b\n    image: ${hidden}\n    &x:y image: m.io/a/b:1\n`),
  },
  { name: 'an explicit key in flow', text: pod(`  - {name: b, ? image : ${hidden}}\n`) },
  { name: 'an explicit key in flow, quoted, at once', text: pod(`  - {name: b, ?"image": ${hidden}}\n`) },
  { name: 'an explicit key in flow at once', text: pod(`  - {name: b, ?image: ${hidden}}\n`) },
  { name: 'an explicit key in block', text: pod(`  - name: b\n    ? image\n    : ${hidden}\n`) },
  { name: 'an escaped key', text: pod(`  - name: b\n    "im\\u0061ge": ${hidden}\n`) },
  { name: 'a key with a tag', text: pod(`  - name: b\n    !!str image: ${hidden}\n`) },
  { name: 'a key with a tag of no meaning', text: pod(`  - name: b\n    ! image: ${hidden}\n`) },
  { name: 'a key with a binary tag', text: pod(`  - name: b\n    !!binary aW1hZ2U=: ${hidden}\n`) },
  { name: 'a key by an alias', text: pod(`  - &k image: m.io/a/b:1\n  - name: b\n    *k : ${hidden}\n`) },
  {
    name: 'a repeated key',
    text: flowPod(`{"name": "b", "image": "m.io/a/b:1", "image": "${hidden}"}`),
  },
  { name: 'a repeated kind', text: deployment.replace('kind:', 'kind: Nothing\nkind:') },
  { name: 'a value by an alias', text: pod(`  - {name: &e '${hidden}', image: *e}\n`) },
  { name: 'a value with a tag', text: pod(`  - {name: b, image: !!str '${hidden}'}\n`) },
  { name: 'a value in base64', text: pod(`  - {name: b, image: !!binary ZXZpbC5pby94L3k6MQ==}\n`) },
  { name: 'a kind in base64', text: deployment.replace('Deployment', '!!binary RGVwbG95bWVudA==') },
  { name: 'a kind with a tag of no meaning', text: deployment.replace('Deployment', '! Deployment') },
  { name: 'a kind on the next line', text: deployment.replace(': Deployment', ':\n  Deployment') },
  { name: 'an escaped kind', text: deployment.replace('Deployment', '"D\\x65ployment"') },
  { name: 'a kind that is folded', text: deployment.replace('Deployment', '>-\n  Deployment') },
  { name: 'a kind behind an anchor', text: deployment.replace('Deployment', '&k Deployment') },
  { name: 'a kind by an alias', text: `x: &k Deployment\n${deployment.replace(': Deployment', ': *k')}` },
  { name: 'a quoted key of the kind', text: deployment.replace('kind', '"kind"') },
  { name: 'an escaped key of the kind', text: deployment.replace('kind', '"k\\u0069nd"') },
  { name: 'an explicit key of the kind', text: deployment.replace('kind: Deployment', '? kind\n: Deployment') },
];

const marks: readonly HiddenImage[] = [
  { name: 'a byte order mark', text: `\ufeff${deployment}` },
  { name: 'two byte order marks', text: `\ufeff\ufeff${deployment}` },
  {
    name: 'two byte order marks in front of JSON',
    text: `\ufeff\ufeff${flowPod(`{"name": "b", "image": "${hidden}"}`)}`,
  },
  { name: 'a byte order mark at a later document', text: `${other}\n---\n\ufeff${deployment}` },
  { name: 'a byte order mark in front of the kind', text: deployment.replace('kind', '\ufeffkind') },
  { name: 'a byte order mark behind a comment', text: `# c\n\ufeff${deployment}` },
  { name: 'a byte order mark behind a marker', text: `---\n\ufeff${deployment}` },
  { name: 'lines that end with CR', text: deployment.replaceAll('\n', '\r') },
  { name: 'CR behind a comment', text: pod(`${good} # x\r  - name: b\r    image: ${hidden}\n`) },
  { name: 'CR behind the kind', text: deployment.replace('Deployment\n', 'Deployment\r') },
  { name: 'a marker with a comment', text: `${other}\n--- # c\n${deployment}` },
  {
    name: 'a document on the line of its marker',
    text: `--- {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: b, image: '${hidden}'}]}}\n`,
  },
  { name: 'a directive', text: `%YAML 1.1\n---\n${deployment}` },
  {
    name: 'a tag directive',
    text: `%TAG !k! tag:yaml.org,2002:\n---\n${deployment.replace('Deployment', '!k!str Deployment')}`,
  },
];

const list = (items: string, head = 'apiVersion: v1\nkind: List\n'): string => `${head}${items}`;
const anItem = `\n- ${lines(deployment, 2).trimStart()}`;
const lists: readonly HiddenImage[] = [
  { name: 'a list', text: list(`items:${anItem}`) },
  {
    name: 'a list whose items come by <<',
    text: list(`<<: {items: [${deployment.trim().replaceAll('\n', ', ').replace(/^/, '{')}}]}\n`),
  },
  { name: 'a list whose items come by an alias', text: `x: &i${anItem}${list('items: *i\n')}` },
  { name: 'a list whose kind comes by <<', text: `<<: {kind: List}\napiVersion: v1\nitems:${anItem}` },
  {
    name: 'a list in a list',
    text: list(`items:\n- apiVersion: v1\n  kind: List\n  items:\n  - ${lines(deployment, 4).trimStart()}`),
  },
  {
    name: 'items of an object of any kind',
    text: list(`items:${anItem}`, 'apiVersion: example.com/v1\nkind: Anything\n'),
  },
  {
    name: 'items of a Namespace',
    text: list(`metadata: {name: a}\nitems:${anItem}`, 'apiVersion: v1\nkind: Namespace\n'),
  },
  { name: 'items of an object without a kind', text: list(`items:${anItem}`, 'apiVersion: v1\n') },
  { name: 'items of a Deployment', text: `${deployment.replace(hidden, 'm.io/a/b:1')}items:${anItem}` },
  { name: 'items twice', text: list(`items:${anItem}items: []\n`) },
  { name: 'items in quotes', text: list(`"items":${anItem}`, 'apiVersion: v1\nkind: Anything\n') },
  { name: 'escaped items', text: list(`"item\\x73":${anItem}`, 'apiVersion: v1\nkind: Anything\n') },
  { name: 'items by <<', text: list(`<<:\n  items:${lines(anItem, 2)}`, 'apiVersion: v1\nkind: Anything\n') },
  {
    name: 'items in items',
    text: list(`items:\n- apiVersion: v1\n  kind: Anything\n  items:\n  - ${lines(deployment, 4).trimStart()}`),
  },
  {
    name: 'quoted items in items',
    text: list(`items:\n- apiVersion: v1\n  kind: Anything\n  "items":\n  - ${lines(deployment, 4).trimStart()}`),
  },
  {
    name: 'escaped items in items',
    text: list(`items:\n- apiVersion: v1\n  kind: Anything\n  "\\x69tems":\n  - ${lines(deployment, 4).trimStart()}`),
  },
  {
    name: 'a list in a list, its kind escaped',
    text: list(`items:\n- apiVersion: v1\n  kind: "Lis\\x74"\n  items:\n  - ${lines(deployment, 4).trimStart()}`),
  },
  {
    name: 'items in JSON',
    text: `{"apiVersion": "v1", "kind": "Anything", "items": [${flowPod(`{"name": "b", "image": "${hidden}"}`).trim()}]}\n`,
  },
  {
    name: 'items without a kind, in a list of theirs',
    text: `apiVersion: apps/v1\nkind: DeploymentList\nitems:\n- metadata: {name: a}\n  spec: {template: {spec: {containers: [{name: b, image: '${hidden}'}]}}}\n`,
  },
  {
    name: 'items without an apiVersion, in a list of theirs',
    text: `apiVersion: v1\nkind: PodList\nitems:\n- kind: Anything\n  metadata: {name: a}\n  spec: {containers: [{name: b, image: '${hidden}'}]}\n`,
  },
  {
    name: 'an object in a ResourceList that has items',
    text: `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- apiVersion: v1\n  kind: List\n  items:\n  - ${lines(deployment, 4).trimStart()}`,
  },
];

const embedded = `  image_config.yaml: |\n${lines(imageConfig, 4)}`;
const words: readonly HiddenImage[] = [
  { name: 'a ConfigMap', text: configMap(embedded) },
  ...[
    ['\\u', '"image\\u005fconfig.yaml"'],
    ['\\x', '"image\\x5fconfig.yaml"'],
    ['\\U', '"image\\U0000005fconfig.yaml"'],
    ['a line end', '"image_\\\n    config.yaml"'],
  ].map(([how = '', key = '']) => ({
    name: `the telling words with ${how}`,
    text: configMap(
      `  ? ${key}\n  : "${imageConfig.replaceAll('"', '\\"').replaceAll('\n', '\\n').replace('ImageConfig', 'Image\\x43onfig')}"\n`,
      '{"k8ssandra\\x2eio/config": image}',
    ),
  })),
  {
    name: 'the telling words in base64',
    text: configMap(
      `  !!binary aW1hZ2VfY29uZmlnLnlhbWw=: "${imageConfig.replaceAll('"', '\\"').replaceAll('\n', '\\n').replace('ImageConfig', 'Image\\x43onfig')}"\n`,
      '{"k8ssandra\\x2eio/config": image}',
    ),
  },
];

const image = `[{name: a, image: '${hidden}'}]`;
const template = `{template: {spec: {containers: ${image}}}}`;
/** A Deployment in a list, whose head ends as a Role to those who only look at the left margin. */
const split = (open: string, close: string): HiddenImage => ({
  name: `lines of ${JSON.stringify(open)} that look like those of another item`,
  text: `apiVersion: v1\nkind: List\nitems:\n- apiVersion: apps/v1\n  ${open}\n  kind: Role\n- x: y\n    ${close}\n  kind: Deployment\n  metadata: {name: a}\n  spec: ${template}\n`,
});
/** The kind inside of something, in front of the real one or behind it. */
const inner = (open: string, close: string): readonly HiddenImage[] => [
  {
    name: `a kind inside of ${JSON.stringify(open)}`,
    text: `apiVersion: apps/v1\n${open}\nkind: Role\n${close}\nkind: Deployment\nmetadata: {name: a}\nspec: ${template}\n`,
  },
  {
    name: `a kind inside of ${JSON.stringify(open)}, deeper`,
    text: `apiVersion: v1\nkind: List\nitems:\n- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: a}\n  spec: ${template}\n- apiVersion: v1\n  kind: Namespace\n  ${open}\n  kind: Role\n  ${close}\n  metadata: {name: b}\n`,
  },
];
const loose: readonly HiddenImage[] = [
  split('x: "', '"'),
  split("x: '", "'"),
  split('x: &a "', '"'),
  split('x: !!str "', '"'),
  split('? "', '"\n  : z'),
  split('x: ["', '"]'),
  split('x: {a: "', '"}'),
  split('x: {a: [b, "', '"]}'),
  split('x:\n    "', '"'),
  split('x:\n  - "', '"'),
  split('x: "\\\\\\" \\', '"'),
  split("x: 'it''s", "'"),
  ...inner('x: "', '  "'),
  ...inner("x: '", "  '"),
  ...inner('x: {', '  ,}'),
  ...inner('x: [{', '  }]'),
  ...inner('x: [{y: z,', '  }]'),
];

export const hiddenImages: readonly HiddenImage[] = [
  ...loose,
  ...otherLineEnds,
  ...merges,
  ...keys,
  ...marks,
  ...lists,
  ...words,
];
