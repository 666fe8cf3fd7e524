// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are what it is about
import fc from 'fast-check';
import { InvalidReferenceError, parseReference } from '../../src/reference/grammar.ts';
import { placeholderIn } from '../../src/reference/placeholder.ts';

test.each([
  ['${REGISTRY}/org/name:1', '${REGISTRY}', 'Flux'],
  ['quay.io/org/name:${TAG:=1.0}', '${TAG:=1.0}', 'Flux'],
  ['$REGISTRY/org/name:1', '$REGISTRY', 'envsubst'],
  ['quay.io/org/name:$(VERSION)', '$(VERSION)', 'Tekton'],
  ['$(params.image)', '$(params.image)', 'Tekton'],
  ['quay.io/org/name:{{ .Values.tag }}', '{{ .Values.tag }}', 'Helm'],
  ['{{inputs.parameters.image}}', '{{inputs.parameters.image}}', 'Argo'],
  ['quay.io/[[ project ]]/name', '[[ project ]]', 'template'],
  ['<registry>/org/name:1', '<registry>', 'guide'],
  ['<your registry>/org/name', '<your registry>', 'guide'],
  ['quay.io/org/name:#{Build.BuildId}#', '#{Build.BuildId}#', 'CI'],
  ['@REGISTRY@/org/name', '@REGISTRY@', 'CI'],
  ['quay.io/org/name:%TAG%', '%TAG%', 'CI'],
  ['__REGISTRY__/org/name:1', '__REGISTRY__', 'script'],
  ['quay.io/org/name:__TAG__', '__TAG__', 'script'],
])('%s has the placeholder %s', (text, placeholder, filler) => {
  expect(placeholderIn(text)).toEqual({ text: placeholder, filledInBy: expect.stringContaining(filler) });
});

test.each(['quay.io/org/name:1', 'a__b/c', `a@sha256:${'0'.repeat(64)}`, 'Not An Image', '4.0.1', ''])(
  '%s has none',
  (text) => {
    expect(placeholderIn(text)).toBeUndefined();
  },
);

test('no reference has one', () => {
  const text = fc.stringMatching(/^[a-z0-9.:/@_<>${}%#-]{1,40}$/);
  fc.assert(
    fc.property(text, (candidate) => {
      if (placeholderIn(candidate) !== undefined)
        expect(() => parseReference(candidate)).toThrow(InvalidReferenceError);
    }),
  );
});
