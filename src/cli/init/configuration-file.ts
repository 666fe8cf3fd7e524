/** The file that `init` writes: a configuration with nothing but a registry, and where editors find its schema. */
import { existsSync, lstatSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../app/streams.ts';
import { objectLines } from '../../overlay/lines.ts';
import { replaceFiles } from '../files/replace.ts';
import { slashed } from '../slashed.ts';

declare const IMAGE_MIRROR_VERSION: string;

const name = 'k8ssandra-image-mirror';
const schema = `${name}/function-config/image-mirror.schema.json`;

/** @throws InputError where something of that name is there */
export function refuseExisting(file: string): void {
  if (lstatSync(file, { throwIfNoEntry: false }) === undefined) return;
  throw new InputError(`${file} is there already, and is left as it is: remove it, or give another folder`);
}

/** @throws InputError where it cannot be written */
export async function writeConfiguration(folder: string, file: string, registry: string): Promise<void> {
  await replaceFiles([{ path: file, before: undefined, after: configurationText(folder, registry) }], [folder]);
}

function configurationText(folder: string, registry: string): string {
  const configuration = {
    apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
    kind: 'ImageMirror',
    metadata: {
      name: 'mirror',
      annotations: {
        'config.kubernetes.io/local-config': 'true',
        'config.kubernetes.io/function': `exec:\n  path: ${name}\n`,
      },
    },
    spec: { registry },
  };
  return [`# yaml-language-server: $schema=${schemaPlace(folder)}`, ...objectLines(configuration), ''].join('\n');
}

/** That of an installation in the project, by its relative path; else that of this version in the repository. */
function schemaPlace(folder: string): string {
  const start = path.resolve(folder);
  for (let at = start; ; at = path.dirname(at)) {
    const installed = path.join(at, 'node_modules', schema);
    if (existsSync(installed)) return slashed(path.relative(start, installed));
    if (at === path.dirname(at)) break;
  }
  return `https://raw.githubusercontent.com/k8ssandra/${schema.replace(name, `${name}/v${IMAGE_MIRROR_VERSION}`)}`;
}
