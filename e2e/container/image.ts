/** The image that the tests run: built from the Dockerfile as it is, on a base imported from this machine's Node. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../package/checkout.ts';
import { workspace } from '../workspace.ts';
import { importBase } from './base.ts';
import { docker, type Engine, startEngine } from './engine.ts';

export const base = 'localhost/imported-node:1';
export const image = 'registry.example.com/tools/k8ssandra-image-mirror:0.1.0';

/** The example that is mirrored in it. */
export const install: string = path.join(root, 'examples', 'current-install');
export const config: string = readFileSync(path.join(install, 'mirror.yaml'), 'utf8');

/** Before and after the tests of a `describe`: an engine that has the image. */
export function withImage(): void {
  let engine: Engine | undefined;
  beforeAll(async () => {
    engine = await startEngine();
    const work = workspace();
    importBase(work, base, '/nodejs/bin');
    docker(work, 'build', '--build-arg', `BASE_IMAGE=${base}`, '--tag', image, root);
  }, 180_000);
  afterAll(() => engine?.stop(), 60_000);
}
