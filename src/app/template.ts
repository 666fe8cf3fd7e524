/**
 * Templates of Helm, Jinja, Go and ERB. Their marks mean something to YAML in some places and nothing in others, so they
 * count only where a text cannot be read: rules of Prometheus, ApplicationSets and Workflows hold braces too.
 */
const marks = /\{\{|\{%|<%/;

export function looksLikeTemplate(text: string): boolean {
  return marks.test(text);
}

/** What is said behind the problem with a text that cannot be read. */
export function templateRemark(text: string): string {
  return looksLikeTemplate(text) ? ': it looks like a template; run behind what renders it, such as helm template' : '';
}
