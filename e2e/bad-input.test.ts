/** Every kind of bad input, as the command line answers it: the file is named, nothing is printed, nothing is written. */
import { badInputs, functionConfigOf, registry } from '../test/app/bad-inputs.ts';
import { workspace } from './workspace.ts';

const good = 'apiVersion: v1\nkind: Pod\nmetadata: {name: good}\nspec:\n  containers:\n  - image: nginx\n';

test.each(badInputs)('$name', ({ document, spec, exitCode, code, says, line, field }) => {
  const work = workspace({
    'in/a.yaml': good,
    'in/bad.yaml': document,
    'mirror.yaml': JSON.stringify(functionConfigOf(spec ?? registry)),
  });
  const before = work.read('in');
  const { status, stdout, stderr } = work.run([
    'k8ssandra-image-mirror',
    'transform',
    '--in-place',
    '--config',
    'mirror.yaml',
    'in/a.yaml',
    'in/bad.yaml',
  ]);
  expect({ status, stdout, files: work.read('in') }).toEqual({ status: exitCode, stdout: '', files: before });
  for (const text of says) expect(stderr).toContain(text);
  expect(stderr).toContain(code === 'config-invalid' ? 'mirror.yaml: ' : 'in/bad.yaml: ');
  if (exitCode === 1) expect(stderr).toContain(` [${code}]\n`);
  if (field !== undefined) expect(stderr).toContain(` ${field}\n`);
  if (line !== undefined) expect(stderr).toContain(`\n${line[0]} | ${line[2].slice(0, 100)}\n`);
  if (line !== undefined) expect(stderr).toMatch(/\n *\^\n/);
  expect(stderr).not.toMatch(/^\s+at .*\.c?js:\d+/m);
});
