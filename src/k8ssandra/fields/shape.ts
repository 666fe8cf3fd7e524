/**
 * How a field names an image.
 *
 * - `reference`: one string, `registry/repository:tag`.
 * - `parts`: k8ssandra-operator's struct `{registry, repository, name, tag, pullPolicy, pullSecretRef}`.
 * - `repository`: the struct of charts and of many operators, `{registry, repository, tag, digest}`.
 * - `medusa-parts`: the struct of the legacy Medusa resource, whose `repository` holds organisation and name in one.
 */
export type Shape = 'reference' | 'repository' | 'parts' | 'medusa-parts';

/** The structs of K8ssandra. */
export type StructShape = Exclude<Shape, 'reference' | 'repository'>;

export type PartKey = 'registry' | 'repository' | 'name' | 'tag';

/** The keys of a struct that make up the reference, in its order. */
export const partKeys: { readonly [shape in StructShape]: readonly PartKey[] } = {
  parts: ['registry', 'repository', 'name', 'tag'],
  'medusa-parts': ['registry', 'repository', 'tag'],
};
