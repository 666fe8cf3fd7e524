// Writes function-config/image-mirror.schema.json from the schema that the program itself reads configurations with.
// With --check, writes nothing and exits 1 where the file is not what would be written.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { build } from 'esbuild';

const root = path.join(import.meta.dirname, '..');
const file = path.join(root, 'function-config', 'image-mirror.schema.json');

const source = `
  import * as z from 'zod/mini';
  import { wholeSchema } from './src/config/schema.ts';
  export const schema = z.toJSONSchema(wholeSchema(), { target: 'draft-7' });
`;

const { outputFiles } = await build({
  stdin: { contents: source, resolveDir: root },
  bundle: true,
  write: false,
  format: 'iife',
  globalName: 'bundle',
});
const { $schema, ...schema } = vm.runInThisContext(`${outputFiles[0].text};bundle.schema`);
const text = `${JSON.stringify({ $schema, title: 'ImageMirror', ...schema }, null, 2)}\n`;

if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  console.error(`${path.relative(process.cwd(), file)} is not up to date: run npm run schema`);
  process.exitCode = 1;
}
