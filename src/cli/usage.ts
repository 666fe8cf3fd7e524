/** What the commands share: what a command is, and how a wrong call is answered. */
import { visible } from '../yaml/visible.ts';

export interface Command {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  readonly help: () => string;
  /** The flags it understands, `--help` apart: what shells complete. Mostly made when they are asked for. */
  readonly flags: readonly CommandFlag[];
  /** What it takes, where that is not files and folders. */
  readonly words?: readonly string[];
  /** @returns the exit code: 0 done, 1 error findings, 2 usage or bad input */
  readonly run: (args: readonly string[]) => Promise<number>;
}

export interface CommandFlag {
  /** Without dashes in front. */
  readonly flag: string;
  readonly help: string;
  /** What follows it: one of these words, or something of that kind; absent for a switch. */
  readonly value?: readonly string[] | 'file' | 'folder' | 'text';
  /** It can be given several times. */
  readonly list?: boolean;
  /** One letter that says the same. */
  readonly short?: string;
  /** What stands for the value in a help text, where that is not the value's kind. */
  readonly shown?: string;
  /** A switch that a configuration may have turned on: the help shows how to turn it off, as every switch can be. */
  readonly canBeOff?: boolean;
}

/** A command that would read its input from a terminal, where nobody knows that it waits: its help is printed. */
export class TerminalInputError extends Error {
  override readonly name = 'TerminalInputError';
}

/** A call that cannot be understood. The message says what is wrong and where help is. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(problem: string, command = '') {
    super(`${visible(problem)}\nTry: k8ssandra-image-mirror ${command === '' ? '' : `${command} `}--help`);
  }
}
