/**
 * The lexer of the `yaml` package, made to read what go-yaml reads and YAML 1.2 forbids: the further lines of quoted texts
 * and of flow collections may be indented as little as they like (only `---` and `...` end them).
 *
 * The package has no setting for that. It compares with a field, `indentNext`, which is made to give way here while such a
 * part is being read.
 */
import { Lexer } from 'yaml';

/** What TypeScript takes for private. The tests of low lines fail where the package changes it. */
interface Fields {
  indentNext: number;
  readonly flowLevel: number;
  parseQuotedScalar(this: Fields): Generator<string, unknown>;
}

/** The lexemes of a text. */
export function lexemes(source: string): Generator<string> {
  const lexer = new Lexer();
  const fields = lexer as unknown as Fields;
  const { parseQuotedScalar } = fields;
  let isQuoted = false;
  let indentNext = 0;
  Object.defineProperty(lexer, 'indentNext', {
    get: () => (isQuoted || fields.flowLevel > 0 ? 0 : indentNext),
    set: (value: number) => {
      indentNext = value;
    },
  });
  fields.parseQuotedScalar = function* () {
    isQuoted = true;
    const next = yield* parseQuotedScalar.call(this);
    isQuoted = false;
    return next;
  };
  return lexer.lex(source);
}
