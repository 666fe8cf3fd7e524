/**
 * The scripts of the pipelines in examples/: taken out of their files and run, with stand-ins for the programs that
 * reach out, which write down how they were called.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { copyOf, examples, type Outcome, run } from './running.ts';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A folder of programs that write their arguments, one a line, and the files among them into `calls`. */
function recorders(folder: string, names: readonly string[]): string {
  const fakes = path.join(folder, 'fakes');
  mkdirSync(fakes);
  for (const name of names) {
    const script = `#!/bin/sh\nprintf '%s\\n' ${name} "$@" >> "${path.join(folder, 'calls')}"\n`;
    writeFileSync(path.join(fakes, name), script);
    chmodSync(path.join(fakes, name), 0o755);
  }
  return fakes;
}

function callsIn(folder: string): readonly string[] {
  const calls = path.join(folder, 'calls');
  return existsSync(calls) ? readFileSync(calls, 'utf8').trimEnd().split('\n') : [];
}

/** The comment of an example; `UPDATE_EXAMPLES=1` writes it anew. */
function expectComment(example: string, comment: string): void {
  const file = path.join(examples, example, 'expected-comment.md');
  if (process.env.UPDATE_EXAMPLES === '1') writeFileSync(file, comment);
  expect(comment).toBe(readFileSync(file, 'utf8'));
}

const escapes = /^error: .*quay\.io\/prometheus\/node-exporter:v1\.8\.2.*\[escaped\]$/m;

describe('github-actions', () => {
  const file = '.github/workflows/images.yaml';
  const workflow = parse(readFileSync(path.join(examples, 'github-actions', file), 'utf8'));
  const steps: readonly Step[] = workflow.jobs.mirrored.steps;

  /** As the runner does it: step by step until one fails, with its own values in the place of `${{ }}`. */
  function runSteps(folder: string): Outcome {
    const values: Readonly<Record<string, string>> = {
      'github.token': 'token',
      'github.event.pull_request.number': '7',
    };
    const fakes = [recorders(folder, ['npm', 'gh'])];
    let outcome: Outcome = { status: 0, stdout: '', stderr: '' };
    for (const { run: script, env = {} } of steps) {
      if (script === undefined) continue;
      const given = Object.entries(env).map(([name, text]) => {
        return [name, text.replace(/^\$\{\{ (\S+) \}\}$/, (_, key: string) => values[key] ?? `no value: ${key}`)];
      });
      outcome = run(folder, script, {
        env: { ...Object.fromEntries(given), GITHUB_STEP_SUMMARY: path.join(folder, 'summary') },
        fakes,
      });
      if (outcome.status !== 0) return outcome;
    }
    return outcome;
  }

  test('runs on pull requests that touch what is deployed, with the shell that minds pipes', () => {
    expect(workflow.on.pull_request.paths).toEqual(['deploy/**', 'mirror.yaml']);
    expect(workflow.permissions).toEqual({ contents: 'read', 'pull-requests': 'write' });
    expect(workflow.defaults.run.shell).toBe('bash');
    expect(steps.filter((step) => (step.uses === undefined) === (step.run === undefined))).toEqual([]);
  });

  test('comments, and fails for the image that comes from elsewhere', () => {
    const folder = copyOf('github-actions');
    const { status, stdout } = runSteps(folder);
    expect(status).toBe(1);
    expect(stdout).toMatch(escapes);
    const install = ['npm', 'install', '--global', 'k8ssandra-image-mirror@0.1.0'];
    const comment = ['gh', 'pr', 'comment', '7', '--body-file', 'images.md', '--edit-last', '--create-if-none'];
    expect(callsIn(folder)).toEqual([...install, ...comment]);
    expectComment('github-actions', readFileSync(path.join(folder, 'images.md'), 'utf8'));
    expect(readFileSync(path.join(folder, 'summary'), 'utf8')).toBe(
      readFileSync(path.join(folder, 'images.md'), 'utf8'),
    );
  });

  test('passes when all is on the mirror', () => {
    const folder = copyOf('github-actions');
    moveToMirror(folder);
    expect(runSteps(folder)).toEqual({ status: 0, stdout: expect.stringMatching(/^ok: /), stderr: '' });
  });

  test('comments nothing when the manifests can not be read', () => {
    const folder = copyOf('github-actions');
    writeFileSync(path.join(folder, 'deploy', 'search.yaml'), 'apiVersion: k8ssandra.io/v1alpha1\nkind: [');
    expect(runSteps(folder).status).not.toBe(0);
    expect(callsIn(folder)).not.toContain('gh');
  });
});

describe('gitlab-ci', () => {
  const { mirrored } = parse(readFileSync(path.join(examples, 'gitlab-ci', '.gitlab-ci.yml'), 'utf8'));
  const script = [...mirrored.before_script, ...mirrored.script].join('\n');
  const variables = {
    CI_API_V4_URL: 'https://gitlab.example.com/api/v4',
    CI_PROJECT_ID: '42',
    CI_MERGE_REQUEST_IID: '7',
  };

  /** As the runner does it: all commands in one shell that stops at the first that fails. */
  function runScript(folder: string, env: NodeJS.ProcessEnv = {}): Outcome {
    return run(folder, script, { env: { ...variables, ...env }, fakes: [recorders(folder, ['npm', 'curl'])] });
  }

  test('comments, and fails for the image that comes from elsewhere', () => {
    const folder = copyOf('gitlab-ci');
    const { status, stdout } = runScript(folder, { NOTES_TOKEN: 'token' });
    expect(status).toBe(1);
    expect(stdout).toMatch(escapes);
    const calls = callsIn(folder);
    expect(calls.slice(0, 4)).toEqual(['npm', 'install', '--global', 'k8ssandra-image-mirror@0.1.0']);
    expect(calls.slice(4)).toEqual(
      expect.arrayContaining(['curl', '--fail', 'PRIVATE-TOKEN: token', '--data-urlencode', 'body@images.md']),
    );
    expect(calls.at(-1)).toBe('https://gitlab.example.com/api/v4/projects/42/merge_requests/7/notes');
    expectComment('gitlab-ci', readFileSync(path.join(folder, 'images.md'), 'utf8'));
  });

  test('keeps the report where there is no token to comment with', () => {
    const folder = copyOf('gitlab-ci');
    expect(runScript(folder).status).toBe(1);
    expect(callsIn(folder)).not.toContain('curl');
    expect(mirrored.artifacts).toMatchObject({ when: 'always', paths: ['images.md'] });
    expect(existsSync(path.join(folder, 'images.md'))).toBe(true);
  });

  test('passes when all is on the mirror', () => {
    const folder = copyOf('gitlab-ci');
    moveToMirror(folder);
    expect(runScript(folder)).toEqual({ status: 0, stdout: expect.stringMatching(/^ok: /), stderr: '' });
  });
});

function moveToMirror(folder: string): void {
  const file = path.join(folder, 'deploy', 'search.yaml');
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('quay.io/');
  writeFileSync(file, text.replace('quay.io/', 'mirror.example.com/dockerhub/'));
}
