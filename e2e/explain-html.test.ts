/** The page of `explain -o html` in a real browser. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { describeOn, findProgram, missingPrograms } from './tools.ts';
import { type Workspace, workspace } from './workspace.ts';

const needs = missingPrograms({ chromium: 'apt-get install chromium' });
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const images = path.join(__dirname, '..', 'docs', 'images');

const deployment = (name: string, image: string): string =>
  JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'demo' },
    spec: { template: { spec: { containers: [{ name: 'main', image }] } } },
  });

describeOn('explain -o html', needs, () => {
  let browser: Browser;
  let place: Workspace;
  const requests: string[] = [];

  beforeAll(async () => {
    place = workspace();
    const executablePath = findProgram('chromium') ?? '';
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(() => browser?.close());

  async function open(input: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const page = await browser.newPage({ colorScheme, viewport: { width: 1100, height: 800 } });
    page.on('request', (request) => requests.push(request.url()));
    const command = [
      'k8ssandra-image-mirror',
      'explain',
      '-o',
      'html',
      '--registry',
      'mirror.example.com/k8ssandra',
    ] as const;
    place.write({ 'page.html': place.run(command, { input }).stdout });
    await page.goto(pathToFileURL(path.join(place.folder, 'page.html')).href);
    return page;
  }

  const rows = (page: Page): Promise<number> => page.locator('tbody tr:visible').count();

  test('nothing is asked of a network, and a filter by words and status hides the rest', async () => {
    requests.length = 0;
    const page = await open(
      [deployment('web', 'nginx:1'), deployment('db', 'mirror.example.com/k8ssandra/pg:1')].join('\n---\n'),
    );
    expect(requests).toEqual([expect.stringMatching(/^file:.*page\.html$/)]);
    expect(await rows(page)).toBe(2);
    await page.keyboard.press('/');
    await page.keyboard.type('nginx');
    expect(await rows(page)).toBe(1);
    expect(await page.getByRole('status').textContent()).toBe('1 of 2 shown');
    await page.keyboard.press('Escape');
    expect(await rows(page)).toBe(2);
    await page.getByLabel('moves to the mirror').uncheck();
    expect(await page.locator('tbody tr:visible').textContent()).toContain('on the mirror');
    await page.close();
  }, 60_000);

  test('every part is reached by keyboard, and axe finds nothing, in light and dark', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const page = await open(
        readFileSync(
          path.join(__dirname, '..', 'examples', 'named-everywhere', 'input', 'k8ssandra-cluster.yaml'),
          'utf8',
        ),
        scheme,
      );
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.type')).toBe('search');
      await page.evaluate(axe);
      const { violations } = (await page.evaluate('axe.run()')) as { violations: readonly { id: string }[] };
      expect(violations.map(({ id }) => id)).toEqual([]);
      await page.close();
    }
  }, 120_000);

  test('names are text, whatever they hold', async () => {
    const hostile = '</script><img src=x onerror="window.ran=1"><script>window.ran=1</script>';
    const page = await open(deployment(hostile, `nginx:1`));
    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(await page.locator('summary h2').textContent()).toContain('<img src=x');
    await page.close();
  }, 60_000);

  test('10,000 containers can be read and filtered', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      deployment(`app-${index}`, `registry.corp/team/app-${index}:1`),
    );
    const page = await open(many.join('\n---\n'));
    expect(await page.locator('tbody tr').count()).toBe(10_000);
    await page.getByRole('searchbox').fill('app-9999:1');
    expect(await page.getByRole('status').textContent()).toBe('1 of 10000 shown');
    await page.close();
  }, 120_000);

  test('the picture in the README is of this page', async () => {
    if (process.env.UPDATE_SCREENSHOTS !== '1') return;
    const input = path.join(__dirname, '..', 'examples', 'named-everywhere', 'input', 'k8ssandra-cluster.yaml');
    const page = await open(readFileSync(input, 'utf8'));
    await page.screenshot({ path: path.join(images, 'explain.png') });
    await page.close();
  }, 60_000);
});
