import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';

/** The published JSON Schema of what a command prints. */
export function outputSchema(command: 'check' | 'explain' | 'images' | 'verify'): ValidateFunction {
  const file = path.join(__dirname, '..', '..', 'function-config', `${command}-output.schema.json`);
  return new Ajv({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(readFileSync(file, 'utf8')));
}
