import { contradictions } from '../../src/mirror/contradictions.ts';
import { ruleSet } from './rule-set.ts';

test.each([
  ['one mirror', ruleSet([['*', 'm.io/k']])],
  ['a source above a target', ruleSet([['docker.io', 'docker.io/mirror']])],
  ['a source beside a target', ruleSet([['m.io/old', 'm.io/new']])],
  [
    'one pin with and one without tag',
    ruleSet([], {
      pins: [
        { name: 'x', newTag: '2' },
        { name: 'x', tag: '1', newTag: '3' },
      ],
    }),
  ],
  [
    'pins that follow each other on the mirror',
    ruleSet([['*', 'm.io']], {
      pins: [
        { name: 'x', tag: '1', newTag: '2' },
        { name: 'x', tag: '2', newTag: '3' },
      ],
    }),
  ],
  [
    'a pinned version on an excluded image',
    ruleSet([], { exclude: ['docker.io'], pins: [{ name: 'x', newTag: '2' }] }),
  ],
])('sound: %s', (_, rules) => {
  expect(contradictions(rules)).toEqual([]);
});

test.each([
  [
    'two mirrors for everything',
    ruleSet([
      ['*', 'm.io'],
      ['*', 'n.io'],
    ]),
    { list: 'mirrors', index: 1, message: 'two entries for the source *: keep one' },
  ],
  [
    'two mirrors for one source, spelt differently',
    ruleSet([
      ['docker.io/a', 'm.io'],
      ['registry-1.docker.io/a', 'n.io'],
    ]),
    { list: 'mirrors', index: 1, message: 'two entries for the source docker.io/a: keep one' },
  ],
  [
    'a source that is a target',
    ruleSet([
      ['*', 'm.io/k'],
      ['M.io/k', 'n.io'],
    ]),
    {
      list: 'mirrors',
      index: 1,
      message: 'M.io/k lies at or below the target m.io/k: what is there is mirrored already',
    },
  ],
  [
    'a source below a target',
    ruleSet([
      ['m.io/k/a', 'n.io'],
      ['*', 'm.io/k'],
    ]),
    {
      list: 'mirrors',
      index: 0,
      message: 'm.io/k/a lies at or below the target m.io/k: what is there is mirrored already',
    },
  ],
  [
    "a source that is a pin's new name",
    ruleSet([['m.io/own/x', 'n.io']], { pins: [{ name: 'x', newName: 'm.io/own/x' }] }),
    { list: 'mirrors', index: 0, message: expect.stringContaining('at or below the target m.io/own/x') },
  ],
  [
    'a registry with a port in a path',
    ruleSet([['quay:8443', 'm.io', 'registry-path']]),
    { list: 'mirrors', index: 0, message: expect.stringContaining('cannot write quay:8443 into a path') },
  ],
  [
    'two pins for one repository',
    ruleSet([], {
      pins: [
        { name: 'x', newTag: '1' },
        { name: 'docker.io/library/x', newTag: '2' },
      ],
    }),
    { list: 'pins', index: 1, message: 'two entries for the image docker.io/library/x: keep one' },
  ],
  [
    'two pins for one tag',
    ruleSet([], {
      pins: [
        { name: 'x', tag: '1', newTag: '2' },
        { name: 'x', tag: '1', newTag: '3' },
      ],
    }),
    { list: 'pins', index: 1, message: 'two entries for the image docker.io/library/x:1: keep one' },
  ],
  [
    'a pin for an image on the mirror',
    ruleSet([['*', 'm.io']], { pins: [{ name: 'm.io/x', newTag: '2' }] }),
    { list: 'pins', index: 0, message: 'm.io/x lies at or below the target m.io: what is there is mirrored already' },
  ],
  [
    'a pin that starts where another ends',
    ruleSet([], {
      pins: [
        { name: 'x', newName: 'm.io/x' },
        { name: 'm.io/x', newName: 'm.io/y' },
      ],
    }),
    { list: 'pins', index: 1, message: expect.stringContaining('at or below the target m.io/x') },
  ],
  [
    'pins that follow each other on an excluded image',
    ruleSet([], {
      exclude: ['docker.io'],
      pins: [
        { name: 'x', tag: '1', newTag: '2' },
        { name: 'x', newTag: '3' },
      ],
    }),
    {
      list: 'pins',
      index: 0,
      message:
        'docker.io/library/x:2 is changed again, to docker.io/library/x:3, by another entry: write the last one here',
    },
  ],
])('%s', (_, rules, expected) => {
  expect(contradictions(rules)).toEqual([expected]);
});
