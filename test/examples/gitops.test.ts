/** What Flux and Argo CD would read of examples/gitops-overlay leads to the overlay that is committed there. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { examples } from './running.ts';

const example = path.join(examples, 'gitops-overlay');
const read = (file: string): string => readFileSync(path.join(example, file), 'utf8');
const [repository, kustomization] = parseAllDocuments(read('flux.yaml')).map((document) => document.toJS());
const application = parse(read('argocd.yaml'));

test.each([
  ['Flux', kustomization.spec.path],
  ['Argo CD', application.spec.source.path],
])('%s builds the overlay', (_, folder) => {
  expect(existsSync(path.join(example, folder, 'kustomization.yaml'))).toBe(true);
});

test('both read the same repository', () => {
  expect(kustomization.spec.sourceRef).toEqual({ kind: repository.kind, name: repository.metadata.name });
  expect(application.spec.source.repoURL).toBe(repository.spec.url);
  expect(application.spec.source.targetRevision).toBe(repository.spec.ref.branch);
});
