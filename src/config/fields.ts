/** Image fields of further custom resources, with their paths read. */
import { type FieldPath, InvalidFieldPathError, parseFieldPath } from '../yaml/field-path.ts';
import { ConfigError, type ConfigProblem } from './problem.ts';
import type { FieldSpec } from './spec.ts';

export interface ImageField extends Omit<FieldSpec, 'path'> {
  readonly path: FieldPath;
}

/** @throws ConfigError */
export function readFields(specs: readonly FieldSpec[]): readonly ImageField[] {
  const problems: ConfigProblem[] = [];
  const fields = specs.flatMap((spec, index) => {
    try {
      return [{ ...spec, path: parseFieldPath(spec.path) }];
    } catch (error) {
      if (!(error instanceof InvalidFieldPathError)) throw error;
      problems.push({ path: ['spec', 'fields', index, 'path'], message: error.message });
      return [];
    }
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return fields;
}
