/**
 * `explain` as one page that needs nothing else: no network, no files. It shows what the other forms show, with a filter.
 * All of it is in the page before its script runs; the script only hides rows.
 */
import type { JsonObject } from '../../yaml/json.ts';
import { visible } from '../../yaml/visible.ts';
import { chainOf } from '../chain.ts';
import type { Remark } from '../explain-markdown.ts';
import { placeText } from '../explain-text.ts';
import type { ImageReport, ReportedImage } from '../image-report.ts';
import { type Section, sectionsOf, type Use, type Workload } from '../sections.ts';
import { isToBeMoved, summarise } from '../summary.ts';
import { html, join, type Markup, ownText } from './markup.ts';
import style from './page.css';
import script from './page.script';

export function explainHtml(report: ImageReport, resources: readonly JsonObject[], remarks: readonly Remark[]): string {
  const summary = summarise(report);
  const sections = sectionsOf(report, resources);
  const told = remarks.filter(({ tags }) => tags.code !== 'image-mirrored');
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Images: ${summary}</title>
<style>
${ownText(style)}</style>
</head>
<body>
<header>
<h1>Images</h1>
<p class="counts">${summary}</p>
</header>
${filterForm(sections)}
<main>
${join(sections.map(sectionMarkup), '\n')}
${sections.length === 0 ? html`<p class="none">There are no images in the input.</p>` : html``}
</main>
${findings(told)}
<script>
${ownText(script)}</script>
</body>
</html>
`;
  return page.text;
}

/** What becomes of an image, as the page filters and colours it. */
type Status = ReportedImage['status'] | 'moved';

const statusWords: Readonly<Record<Status, string>> = {
  mirrored: 'on the mirror',
  moved: 'moves to the mirror',
  allowed: 'excluded',
  escaped: 'escapes the mirror',
  invalid: 'no image reference',
  unknown: 'unknown',
  unresolvable: 'never runs',
};

function statusOf(image: ReportedImage): Status {
  return isToBeMoved(image) ? 'moved' : image.status;
}

/** Hidden until the script runs, as it does nothing without it. */
function filterForm(sections: readonly Section[]): Markup {
  const images = sections.flatMap(({ workloads }) => workloads.flatMap(({ uses }) => uses.map(({ image }) => image)));
  const present = new Set(images.map(statusOf));
  const boxes = Object.entries(statusWords)
    .filter(([status]) => [...present].some((one) => one === status))
    .map(([status, words]) => html`<label><input type="checkbox" value="${status}" checked> ${words}</label>`);
  return html`<form hidden role="search" aria-label="Filter the images">
<input type="search" aria-label="Words that a row has to hold" placeholder="Filter: press /" autocomplete="off">
<fieldset aria-label="What becomes of the image">${join(boxes, '\n')}</fieldset>
<output aria-live="polite"></output>
</form>`;
}

function sectionMarkup({ title, workloads }: Section): Markup {
  return html`<details open>
<summary><h2>${title}</h2></summary>
${join(
  workloads.map((workload) => workloadMarkup(title, workload)),
  '\n',
)}
</details>`;
}

function workloadMarkup(title: string, { place, uses }: Workload): Markup {
  const name = place === undefined ? title : placeText(place);
  return html`<section>
${place === undefined ? html`` : html`<h3>${name}</h3>`}
<div class="wide" role="group" aria-label="${name}" tabindex="0">
<table>
<thead><tr><th scope="col">Container</th><th scope="col">Image</th><th scope="col">Becomes</th><th scope="col">Decided by</th></tr></thead>
<tbody>
${join(uses.map(useRow), '\n')}
</tbody>
</table>
</div>
</section>`;
}

function useRow({ containers, image }: Use): Markup {
  const status = statusOf(image);
  const { after } = image;
  const isAnother = after.image !== image.image && after.image !== '';
  const reason = after.reason === undefined ? html`` : html`<div>${after.reason}</div>`;
  const links = chainOf(image).map((link) => html`<li>${link}</li>`);
  return html`<tr class="${status}" data-status="${status}">
<th scope="row">${join(containers.map((container) => html`<div>${container}</div>`))}</th>
<td><code>${image.image === '' ? '?' : image.image}</code></td>
<td><span class="status">${statusWords[status]}</span>${isAnother ? html`<div><code>${after.image}</code></div>` : html``}${reason}</td>
<td><ul class="why">${join(links)}</ul></td>
</tr>`;
}

function findings(remarks: readonly Remark[]): Markup {
  if (remarks.length === 0) return html``;
  const items = remarks.map(({ severity, message, place, tags }) => {
    const where = place === '' ? '' : `\n${visible(place)}`;
    return html`<li><strong class="${severity}">${severity}</strong> <code>${tags.code}</code> ${message}${where}</li>`;
  });
  return html`<aside class="findings" aria-label="Findings">
<h2>Findings</h2>
<ul>
${join(items, '\n')}
</ul>
</aside>`;
}
