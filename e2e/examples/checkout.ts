/** A checkout in which an example can be run as its README says. */
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Outcome, type Workspace, workspace } from '../workspace.ts';

const root = path.join(__dirname, '..', '..');

/** A checkout with an example's folder, and the executable that it may name. */
export function checkoutWith(example: string): Workspace {
  const work = workspace();
  for (const part of [`examples/${example}`, 'dist/k8ssandra-image-mirror.cjs']) {
    cpSync(path.join(root, part), path.join(work.folder, part), { recursive: true });
  }
  return work;
}

/** Runs the first bash block of an example's README in its folder. */
export function runReadme(work: Workspace, example: string): Outcome {
  const folder = `examples/${example}`;
  const readme = readFileSync(path.join(work.folder, folder, 'README.md'), 'utf8');
  const [, command] = /^```bash\n([\s\S]*?)^```$/m.exec(readme) ?? [];
  if (command === undefined) throw new Error(`${folder}/README.md has no bash block`);
  return work.run(['bash', '-euo', 'pipefail', '-c', command], { in: folder });
}

/** A file of an example, as it is committed. */
export function committed(example: string, name: string): string {
  return readFileSync(path.join(root, 'examples', example, name), 'utf8');
}
