/**
 * JUnit's XML, as CI systems read it: a test case for each image. What is not there as it should be is a failure; what
 * cannot be told is an error.
 */
import { visible } from '../../yaml/visible.ts';
import type { Status } from '../reasons.ts';
import type { Verified } from '../verify.ts';

const elements: Readonly<Partial<Record<Status, 'failure' | 'error'>>> = {
  missing: 'failure',
  incomplete: 'failure',
  different: 'failure',
  forbidden: 'error',
  unreachable: 'error',
};

export function verifiedJunit(images: readonly Verified[]): string {
  const count = (element: string): number => images.filter(({ status }) => elements[status] === element).length;
  const counts = `tests="${images.length}" failures="${count('failure')}" errors="${count('error')}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="images on the mirror" ${counts}>`,
    ...images.map(testCase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase({ mirrored, status, reason }: Verified): string {
  const head = `    <testcase classname="verify" name="${escaped(mirrored)}"`;
  const element = elements[status];
  if (element === undefined) return `${head}/>`;
  const said = `type="${reason?.code ?? status}" message="${escaped(`${status}: ${reason?.message ?? ''}`)}"`;
  return `${head}>\n      <${element} ${said}/>\n    </testcase>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return visible(text).replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
