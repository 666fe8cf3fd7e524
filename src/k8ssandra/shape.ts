/**
 * How a field names an image.
 *
 * - `reference`: one string, `registry/repository:tag`.
 * - `parts`: k8ssandra-operator's struct `{registry, repository, name, tag, pullPolicy, pullSecretRef}`.
 * - `medusa-parts`: the struct of the legacy Medusa resource, whose `repository` holds organisation and name in one.
 */
export type Shape = 'reference' | 'parts' | 'medusa-parts';
