/**
 * The flags of the commands that work by a configuration: where it comes from, and the fields of `spec` that one word can
 * set. A command has those that it uses, and each thing is said by one flag.
 */
import { type SpecFlag, specFlags } from '../config/flags.ts';
import { fieldWords } from './field-words.ts';
import type { CommandFlag } from './usage.ts';

/** Fields that no flag of their name sets, and what is said to those who try. */
export const toldOtherwise: ReadonlyMap<string, string> = new Map([
  ['mode', '--mode is for functions: here the command says it'],
  ['overlay-path', 'there is no flag --overlay-path: say -o DIR'],
  ['overlay-resources', 'there is no flag --overlay-resources: say --resources PATH'],
]);

/** Fields that count for one command only, by what their flags begin with. */
const ofOneCommand: readonly (readonly [start: string, command: string])[] = [
  ['overlay-', 'overlay'],
  ['generate-', 'generate'],
];

/** What a command that reads no resources has no use for. */
const ofResources = /^(?:context|scope|max-input|ignore|crd-defaults|fix|strict|rollout-.*|image-config-selector-.*)$/;
const withoutResources: ReadonlySet<string> = new Set(['generate']);

/** The fields of `spec` that flags of a command set. */
export function fieldFlags(command: string): readonly SpecFlag[] {
  return specFlags().filter(({ flag }) => !toldOtherwise.has(flag) && isUsed(flag, command));
}

function isUsed(flag: string, command: string): boolean {
  // It makes the lock anew.
  if (flag === 'lock') return command !== 'lock';
  const owner = ownerOf(flag);
  return (owner === undefined || owner === command) && !(withoutResources.has(command) && ofResources.test(flag));
}

/** The only command that a flag is for. */
export function ownerOf(flag: string): string | undefined {
  return ofOneCommand.find(([start]) => flag.startsWith(start))?.[1];
}

const general: readonly CommandFlag[] = [
  { flag: 'config', help: 'an ImageMirror or ConfigMap; flags win over what it says', value: 'file' },
  {
    flag: 'context',
    help: 'resources that are read and not edited, such as the operators and their ImageConfig; also folders; NAME=FILE: those of another Kubernetes cluster, by the name that k8sContext has for it',
    value: 'file',
    list: true,
  },
  { flag: 'lock', help: 'digests of images on the mirror, as the command lock writes them', value: 'file' },
  {
    flag: 'scope',
    help: 'the folders that one Kubernetes cluster gets, like clusters/* for each folder there, or east=clusters/east; default: what the folders tell',
    value: 'text',
    shown: '[NAME=]GLOB',
    list: true,
  },
  { flag: 'max-input', help: 'refuse larger inputs (default 256Mi)', value: 'text', shown: 'SIZE' },
  { flag: 'quiet', help: 'print errors only' },
  { flag: 'verbose', help: 'print everything, and list all files that are not read' },
];

export function configurationFlags(command: string): readonly CommandFlag[] {
  return [
    ...general.filter(({ flag }) => isUsed(flag, command)),
    ...fieldFlags(command).map(({ flag, help, values, list, toggle }) => ({
      flag,
      list,
      help: fieldWords[flag]?.help ?? help,
      ...(fieldWords[flag]?.shown === undefined ? {} : { shown: fieldWords[flag].shown }),
      ...(toggle ? { canBeOff: true } : { value: values ?? ('text' as const) }),
    })),
  ];
}
