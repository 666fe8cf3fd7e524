/**
 * Results as text for people, on stderr: what, where, and what to do. Results are visible already.
 *
 * ```
 * error: docker.io/x/y:1 escapes the mirror: ... [escaped]
 *   at apps.yaml: Deployment demo/app spec.template.spec.containers[0].image
 * ```
 */
import type { Severity } from '../finding/codes.ts';
import { type Paint, plain, type Style } from '../report/paint.ts';
import type { Result } from './results.ts';

export function formatResult(result: Result): string {
  return paintResult(result, plain);
}

/** The same with colours. */
export function paintResult(result: Result, paint: Paint): string {
  const { severity, message, tags } = result;
  const where = formatPlace(result);
  const [first, ...excerpt] = message.split('\n');
  const scope = tags.scope === undefined ? '' : `${tags.scope}: `;
  const said = [`${paint(styles[severity], severity)}: ${scope}${first} [${tags.code}]`, ...excerpt].join('\n');
  return `${said}\n${where === '' ? '' : `  at ${where}\n`}`;
}

const styles: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'dim' };

/** `apps.yaml: Deployment demo/app spec.replicas`, or as much of it as a result has. */
export function formatPlace({ resourceRef, field, file }: Result): string {
  const object = resourceRef === undefined ? '' : `${resourceRef.kind} ${objectName(resourceRef)}`;
  const place = [object, field?.path ?? ''].filter((part) => part !== '').join(' ');
  return [file?.path ?? '', place].filter((part) => part !== '').join(': ');
}

function objectName({ namespace, name }: NonNullable<Result['resourceRef']>): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
