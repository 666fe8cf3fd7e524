/** The script for zsh: to be sourced behind `compinit`, or to be a file of a folder in `$fpath`. */
import type { Command, CommandFlag } from '../usage.ts';

const name = 'k8ssandra-image-mirror';

export function zshCompletion(commands: readonly Command[]): string {
  return `#compdef ${name}
# Completes ${name} in zsh. To load it, behind compinit: source <(${name} completion zsh)
# Or write it to a file _${name} in a folder of $fpath.
_${name}() {
  if ((CURRENT == 2)); then
    local -a commands=(
${commands.map(({ name: command, summary }) => `      ${quoted(`${command}:${summary}`)}`).join('\n')}
    )
    _describe command commands
    _arguments '--help[explain]' '--version[print the version]'
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
${commands.map(branch).join('\n')}
  esac
}
if [[ $funcstack[1] == _${name} ]]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`;
}

function branch({ name: command, flags, words }: Command): string {
  const operands = words === undefined ? '*:file:_files' : `1:word:(${words.join(' ')})`;
  const specs = [...flags.map(flagSpec), '--help[explain]', operands].map(quoted);
  return `    ${command})\n      _arguments \\\n        ${specs.join(' \\\n        ')}\n      ;;`;
}

/** As `_arguments` reads it: `*--flag=[help]:kind:action`. */
function flagSpec({ flag, help, value, list }: CommandFlag): string {
  const explained = `[${help.replaceAll(/[[\]\\]/g, '\\$&')}]`;
  const repeated = list === true ? '*' : '';
  return `${repeated}--${flag}${value === undefined ? explained : `=${explained}:${actionOf(value)}`}`;
}

function actionOf(value: NonNullable<CommandFlag['value']>): string {
  if (typeof value === 'object') return `word:(${value.join(' ')})`;
  return { file: 'file:_files', folder: 'folder:_files -/', text: 'text: ' }[value];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
