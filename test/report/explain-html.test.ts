import { explainHtml } from '../../src/report/html/explain-html.ts';
import { html } from '../../src/report/html/markup.ts';
import type { JsonObject } from '../../src/yaml/json.ts';
import { reported } from './reported.ts';

function pod(name: string, image: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'demo' },
    spec: { containers: [{ name: 'main', image }] },
  };
}

function pageOf(resources: readonly JsonObject[], spec: JsonObject = {}): string {
  const made = reported(resources, spec);
  const remark = { severity: 'error', message: '<b>no</b>', place: 'a<i>.yaml', tags: { code: 'escaped' } } as const;
  return explainHtml(made.report, resources, [remark]);
}

test('a row says the container, the image, what becomes of it and what decides', () => {
  const page = pageOf([pod('web', 'nginx:1')]);
  const row = /<tr class="moved"[\s\S]*?<\/tr>/
    .exec(page)?.[0]
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  expect(row).toBe('main nginx:1 moves to the mirror m.io/k/library/nginx:1 spec.containers[0].image');
});

test.each([
  ['moved', 'nginx:1', {}],
  ['mirrored', 'm.io/k/nginx:1', {}],
  ['allowed', 'quay.io/a:1', { exclude: ['quay.io'] }],
  ['escaped', 'quay.io/a:1', { mirrors: [{ source: 'docker.io', target: 'm.io/k' }] }],
  ['invalid', 'Nginx', {}],
])('the status %s is a class, and stands there in words', (status, image, spec) => {
  expect(pageOf([pod('web', image)], spec)).toMatch(
    new RegExp(`<tr class="${status}"[\\s\\S]*<span class="status">\\w`),
  );
});

test('the page names nothing outside of itself', () => {
  expect(pageOf([pod('web', 'nginx:1')])).not.toMatch(/(?:src|href)=|url\(|@import|https?:/);
});

test('what names and messages hold is text', () => {
  const page = pageOf([pod('"><script>alert(1)</script>', 'nginx:1')]);
  expect(page).not.toContain('<script>alert');
  expect(page).toContain('&lt;b&gt;no&lt;/b&gt;');
  expect(page).toContain('a&lt;i&gt;.yaml');
  expect(html`<a title="${'" onclick="'}">`.text).toBe('<a title="&quot; onclick=&quot;">');
});

test('without images the page says so', () => {
  expect(pageOf([])).toContain('There are no images in the input.');
});
