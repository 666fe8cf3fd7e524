import { readFileSync } from 'node:fs';
import { ImageConfigError, UnresolvableImageError } from '../../../src/k8ssandra/image-config/read/errors.ts';
import type { ImageConfig, ImageParts } from '../../../src/k8ssandra/image-config/read/image-config.ts';
import { type ImageConfigOptions, parseImageConfig } from '../../../src/k8ssandra/image-config/read/parse.ts';
import { facts } from '../../facts.ts';

interface Query {
  readonly call: string;
  readonly args: readonly unknown[];
  readonly result?: unknown;
  readonly error?: string;
  readonly panic?: string;
}

interface Case {
  readonly name: string;
  readonly imageConfig: string;
  readonly loadError?: string;
  readonly loadPanic?: string;
  readonly queries: readonly Query[];
}

const files: readonly (readonly [file: string, options: ImageConfigOptions])[] = [
  ['v1beta1.json', { format: 'v1beta1' }],
  ['v1beta1_legacy_v1.22.4.json', { format: 'v1beta1', cassOperator: '1.22.4' }],
  ['v1beta2.json', { format: 'v1beta2' }],
];

facts('answers of the operators’ own code', (inFacts) => {
  describe.each(files)('%s', (file, options) => {
    const cases: readonly Case[] = JSON.parse(readFileSync(inFacts('vectors', file), 'utf8'));

    test.each(cases.map((one) => [one.name, one] as const))(
      '%s',
      (_, { imageConfig, loadError, loadPanic, queries }) => {
        if (loadError !== undefined || loadPanic !== undefined) {
          expect(() => parseImageConfig(imageConfig, options)).toThrow(ImageConfigError);
          return;
        }
        const config = parseImageConfig(imageConfig, options);
        expect(queries.map((query) => [query, ask(config, query)])).toEqual(
          queries.map((query) => [query, answer(query)]),
        );
      },
    );
  });
});

function answer({ call, result, error, panic }: Query): unknown {
  if (error !== undefined || panic !== undefined) return 'unresolvable';
  if (call !== 'Image' || result === null) return result;
  // Entries have the header of a whole document; it is no part of the image.
  const { apiVersion, kind, ...parts } = result as Record<string, unknown>;
  return parts;
}

function ask(config: ImageConfig, { call, args }: Query): unknown {
  try {
    return askFor(config, call, args);
  } catch (error) {
    if (error instanceof UnresolvableImageError) return 'unresolvable';
    throw error;
  }
}

function askFor(config: ImageConfig, call: string, args: readonly unknown[]): unknown {
  const [first = '', second = ''] = args.map(String);
  switch (call) {
    case 'GetCassandraImage':
      return config.serverImage(first, second);
    case 'GetSystemLoggerImage':
      return config.image('system-logger');
    case 'GetConfigBuilderImage':
      return config.image('config-builder');
    case 'GetClientImage':
      return config.image('k8ssandra-client');
    case 'GetImage':
      return config.image(first);
    case 'GetImagePullPolicy':
      return config.pullPolicy(first);
    case 'GetImagePullSecrets':
      return config.pullSecrets(...args.map(String));
    case 'Image':
      return withoutEmptyParts(config.imageParts(first));
    case 'ImageWithOverrides': {
      const { image, ...pull } = config.imageWith(first, args[1] as ImageParts);
      return { string: image, ...pull };
    }
    default:
      throw new Error(`a call this test does not know: ${call}`);
  }
}

function withoutEmptyParts(parts: ImageParts | undefined): unknown {
  return parts === undefined ? null : Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== ''));
}
