/**
 * The script for bash, from 3.2 (macOS) on. It needs nothing of the bash-completion package.
 *
 * Where no words are offered, bash's own completion offers files; from 4.0 on it can be told not to, where a text is due.
 */
import type { Command, CommandFlag } from '../usage.ts';

export function bashCompletion(commands: readonly Command[]): string {
  return `# Completes k8ssandra-image-mirror in bash. To load it: source <(k8ssandra-image-mirror completion bash)
_k8ssandra_image_mirror() {
  local word=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} words='' files=''
  COMPREPLY=()
  # --flag=value arrives as three words.
  if [[ $word == '=' ]]; then
    word=''
  elif [[ $previous == '=' ]]; then
    previous=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  if ((COMP_CWORD == 1)); then
    words='${[...commands.map(({ name }) => name), '--help', '--version'].join(' ')}'
  else
    case \${COMP_WORDS[1]}:$previous in
${commands.flatMap(branches).map(indent).join('\n')}
    esac
  fi
  [[ -n $files ]] || compopt +o bashdefault +o default 2> /dev/null
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o bashdefault -o default -F _k8ssandra_image_mirror k8ssandra-image-mirror
`;
}

/** What may come behind each flag that wants something, and then what may come anywhere. */
function branches({ name, flags, words }: Command): readonly string[] {
  const all = [...flags.map(({ flag }) => `--${flag}`), '--help'].join(' ');
  return [
    ...flags.flatMap((flag) => (flag.value === undefined ? [] : [`${name}:--${flag.flag}) ${behind(flag)} ;;`])),
    words === undefined
      ? `${name}:*) if [[ $word == -* ]]; then words='${all}'; else files=yes; fi ;;`
      : `${name}:*) words='${[...words, all].join(' ')}' ;;`,
  ];
}

function behind({ value }: CommandFlag): string {
  if (typeof value === 'object') return `words='${value.join(' ')}'`;
  return value === 'text' ? ':' : 'files=yes';
}

function indent(line: string): string {
  return `      ${line}`;
}
