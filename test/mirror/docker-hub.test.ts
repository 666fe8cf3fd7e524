/** Registries that serve the images of Docker Hub: its pins and sources meet what no rule names there. */
import { mirror } from '../../src/mirror/match.ts';
import { parsePlace } from '../../src/mirror/places.ts';
import type { Layout, MirrorRules, Pin } from '../../src/mirror/rules.ts';
import { formatReference, parseReference } from '../../src/reference/grammar.ts';

interface Rules {
  readonly mirrors: readonly (readonly [source: string, target: string, layout?: Layout])[];
  readonly exclude?: readonly string[];
  readonly pins?: readonly (Omit<Pin, 'name' | 'newName'> & { readonly name: string; readonly newName?: string })[];
}

function rulesOf({ mirrors, exclude = [], pins = [] }: Rules): MirrorRules {
  return {
    mirrors: mirrors.map(([source, target, layout = 'path']) => ({
      source: source === '*' ? '*' : parsePlace(source),
      target: parsePlace(target),
      layout,
    })),
    exclude: exclude.map(parsePlace),
    pins: pins.map(({ name, newName, ...version }) => ({
      name: parseReference(name),
      ...version,
      ...(newName === undefined ? {} : { newName: parseReference(newName) }),
    })),
  };
}

function made(rules: MirrorRules, text: string): string {
  const outcome = mirror(rules, parseReference(text));
  return outcome.status === 'mirrored' ? formatReference(outcome.reference) : outcome.status;
}

const logger = 'cr.k8ssandra.io/k8ssandra/system-logger:v1';

test.each<[string, Rules, string, string]>([
  ['a source', { mirrors: [['docker.io', 'm.io/hub']] }, logger, 'm.io/hub/k8ssandra/system-logger:v1'],
  ['a folder', { mirrors: [['docker.io/k8ssandra', 'm.io/k']] }, logger, 'm.io/k/k8ssandra/system-logger:v1'],
  ['a folder of others', { mirrors: [['docker.io/datastax', 'm.io/k']] }, logger, 'escaped'],
  [
    'the other registry',
    { mirrors: [['docker.io', 'm.io/hub']] },
    'cr.dtsx.io/datastax/dse-mgmtapi-6_8:6.8.25',
    'm.io/hub/datastax/dse-mgmtapi-6_8:6.8.25',
  ],
  [
    'a registry that is none',
    { mirrors: [['docker.io', 'm.io/hub']] },
    'quay.io/k8ssandra/system-logger:v1',
    'escaped',
  ],
  [
    'a source goes before everything',
    {
      mirrors: [
        ['*', 'm.io/all'],
        ['docker.io', 'm.io/hub'],
      ],
    },
    logger,
    'm.io/hub/k8ssandra/system-logger:v1',
  ],
  ['everything alone', { mirrors: [['*', 'm.io/all']] }, logger, 'm.io/all/k8ssandra/system-logger:v1'],
  [
    'layout registry-path',
    { mirrors: [['docker.io', 'm.io', 'registry-path']] },
    logger,
    'm.io/docker.io/k8ssandra/system-logger:v1',
  ],
  [
    'a source of its own',
    {
      mirrors: [
        ['docker.io', 'm.io/hub'],
        ['cr.k8ssandra.io', 'm.io/cr'],
      ],
    },
    logger,
    'm.io/cr/k8ssandra/system-logger:v1',
  ],
  ['an exclude of its own', { mirrors: [['docker.io', 'm.io/hub']], exclude: ['cr.k8ssandra.io'] }, logger, 'excluded'],
  [
    'a pin',
    { mirrors: [['*', 'm.io']], pins: [{ name: 'k8ssandra/system-logger', newTag: 'v2' }] },
    logger,
    'm.io/k8ssandra/system-logger:v2',
  ],
  [
    'a pin for another tag',
    { mirrors: [['*', 'm.io']], pins: [{ name: 'k8ssandra/system-logger', tag: 'v9', newTag: 'v2' }] },
    logger,
    'm.io/k8ssandra/system-logger:v1',
  ],
  [
    'a pin with a new name',
    { mirrors: [['*', 'm.io']], pins: [{ name: 'k8ssandra/system-logger', newName: 'm.io/own/logger' }] },
    logger,
    'm.io/own/logger:v1',
  ],
  [
    'a pin of its own goes first',
    {
      mirrors: [['*', 'm.io']],
      pins: [
        { name: 'k8ssandra/system-logger', newTag: 'v2' },
        { name: 'cr.k8ssandra.io/k8ssandra/system-logger', newTag: 'v3' },
      ],
    },
    logger,
    'm.io/k8ssandra/system-logger:v3',
  ],
  [
    'a pin where a source of its own names it',
    { mirrors: [['cr.k8ssandra.io', 'm.io/cr']], pins: [{ name: 'k8ssandra/system-logger', newTag: 'v2' }] },
    logger,
    'm.io/cr/k8ssandra/system-logger:v1',
  ],
])('%s', (_, rules, text, expected) => {
  expect(made(rulesOf(rules), text)).toBe(expected);
});

test('what is mirrored is left alone', () => {
  const rules = rulesOf({
    mirrors: [['docker.io', 'm.io/hub']],
    pins: [{ name: 'k8ssandra/system-logger', newTag: 'v2' }],
  });
  expect(made(rules, made(rules, logger))).toBe('already');
});
