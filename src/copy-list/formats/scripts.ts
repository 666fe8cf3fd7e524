/**
 * Scripts for tools that copy one image a call. All copy an index with every platform, and keep its digest.
 *
 * | tool   | signatures and attestations                             |
 * |--------|---------------------------------------------------------|
 * | crane  | has no way to copy them along                           |
 * | regctl | `--referrers`, and `--digest-tags` for those of cosign  |
 * | oras   | `--recursive`: those that are referrers                 |
 */
import type { CopyList } from '../copy-list.ts';
import { headerLines, textOf } from './header.ts';
import { fromTo } from './versions.ts';

interface Tool {
  readonly copy: string;
  readonly copyReferrers: string;
}

type ToolName = 'crane' | 'regctl' | 'oras';

const tools: Readonly<Record<ToolName, Tool>> = {
  crane: { copy: 'crane copy', copyReferrers: 'crane copy' },
  regctl: { copy: 'regctl image copy', copyReferrers: 'regctl image copy --referrers --digest-tags' },
  oras: { copy: 'oras copy', copyReferrers: 'oras copy --recursive' },
};

export function scriptText(tool: ToolName, { entries }: CopyList, scope: 'images' | 'referrers'): string {
  const command = tools[tool][scope === 'images' ? 'copy' : 'copyReferrers'];
  return textOf([
    ...scriptHead(`Run it with bash. Logins are those of ${tool === 'crane' ? 'docker login' : `${tool} or docker`}.`),
    ...entries.flatMap((entry) => {
      const { from, to } = fromTo(entry);
      return [`# ${entry.usedBy}`, `${command} ${quoted(from)} ${quoted(to)}`];
    }),
  ]);
}

export function scriptHead(...lines: readonly string[]): readonly string[] {
  return ['#!/usr/bin/env bash', ...headerLines(...lines), 'set -euo pipefail', ''];
}

/** A reference has no quotes in it. */
export function quoted(reference: string): string {
  return `'${reference}'`;
}
