/**
 * Base images for tests that cannot pull any: this machine's own Node with the libraries that it is linked to, and the
 * users that every Linux image has. No shell, nothing else: as sparse as a distroless image.
 */
import { cpSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { outputOf, type Workspace } from '../workspace.ts';
import { docker } from './engine.ts';

/** @param nodeFolder where it has its Node: `/nodejs/bin` in distroless images, `/usr/local/bin` in Docker's own */
export function importBase(work: Workspace, image: string, nodeFolder: string): void {
  const node = realpathSync(process.execPath);
  const linked = outputOf(work.run(['ldd', node])).matchAll(/(?:=> |^\s+)(\/\S+) \(0x/gm);
  const files = [
    [node, path.join(nodeFolder, 'node')] as const,
    ...[...linked].map(([, file = '']) => [file, file] as const),
  ];
  const tree = path.join(work.folder, `base-${files.length}-${path.basename(path.dirname(nodeFolder))}`);
  for (const [from, to] of files) {
    mkdirSync(path.join(tree, path.dirname(to)), { recursive: true });
    cpSync(from, path.join(tree, to), { dereference: true });
  }
  mkdirSync(path.join(tree, 'etc'));
  writeFileSync(
    path.join(tree, 'etc', 'passwd'),
    'root:x:0:0:root:/root:/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin\n',
  );
  const archive = `${tree}.tar`;
  outputOf(work.run(['tar', '--create', '--file', archive, '--directory', tree, '.']));
  const settings = ['--change', 'USER 65532', '--change', `ENTRYPOINT ["${nodeFolder}/node"]`];
  docker(work, 'import', ...settings, archive, image);
}
