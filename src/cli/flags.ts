/** The flags of every command that works by a configuration: the fields of `spec`, and where the rest comes from. */
import { type SpecFlag, specFlags } from '../config/flags.ts';
import type { CommandFlag } from './usage.ts';

/** The fields of `spec` that are told by flags: what a function is told by its `mode`, is the command here. */
export function fieldFlags(): readonly SpecFlag[] {
  return specFlags().filter(({ flag }) => flag !== 'mode');
}

export function configurationFlags(): readonly CommandFlag[] {
  return [
    { flag: 'config', help: 'an ImageMirror or ConfigMap; flags win over what it says', value: 'file' },
    {
      flag: 'context',
      help: 'resources that are read and not edited; NAME=FILE: those of k8sContext NAME',
      value: 'file',
      list: true,
    },
    { flag: 'max-input', help: 'refuse larger inputs (default 256Mi)', value: 'text' },
    { flag: 'quiet', help: 'print errors only' },
    { flag: 'verbose', help: 'print everything, and list all files that are not read' },
    ...fieldFlags().map(({ flag, help, values, list, toggle }) => ({
      flag,
      help,
      list,
      ...(toggle ? {} : { value: values ?? ('text' as const) }),
    })),
  ];
}
