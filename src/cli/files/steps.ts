/** What the writer of files asks of the system, step by step, so that tests can let each of them fail. */
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';

export interface FileSteps {
  /** Opens a file that must not be there yet. */
  readonly create: (path: string, mode: number) => number;
  readonly write: (file: number, bytes: Buffer) => void;
  readonly setOwner: (file: number, user: number, group: number) => void;
  readonly setMode: (file: number, mode: number) => void;
  readonly flush: (file: number) => void;
  readonly close: (file: number) => void;
  readonly read: (path: string) => Buffer;
  readonly rename: (from: string, to: string) => void;
  readonly remove: (path: string) => void;
}

export const diskSteps: FileSteps = {
  create: (path, mode) => openSync(path, 'wx', mode),
  write: (file, bytes) => writeFileSync(file, bytes),
  setOwner: (file, user, group) => fchownSync(file, user, group),
  setMode: (file, mode) => fchmodSync(file, mode),
  flush: (file) => fsyncSync(file),
  close: (file) => closeSync(file),
  read: (path) => readFileSync(path),
  rename: (from, to) => renameSync(from, to),
  remove: (path) => rmSync(path),
};
