/** The images of a pod in CEL: of its containers of every kind, and of its image volumes. */

/** A list of the images of a pod spec. @param spec an expression, like `object.spec` */
export function imagesOf(spec: string): string {
  const lists = ['containers', 'initContainers', 'ephemeralContainers'].map(
    (list) => `(has(${spec}.${list}) ? ${spec}.${list}.filter(c, has(c.image)).map(c, c.image) : [])`,
  );
  const volumes = `(has(${spec}.volumes) ? ${spec}.volumes.filter(v, has(v.image) && has(v.image.reference)).map(v, v.image.reference) : [])`;
  return [...lists, volumes].join('\n  + ');
}

/** What an image becomes, by the variable `moved`; itself where it is no reference. */
function becomes(image: string): string {
  return `(variables.moved.exists(m, m.from == ${image}) ? variables.moved.filter(m, m.from == ${image})[0].to : ${image})`;
}

/** The part of a pod that a new pod is changed in. */
export const movedPod: string = `Object{
  spec: Object.spec{
    containers: object.spec.containers.filter(c, has(c.image)).map(c, Object.spec.containers{name: c.name, image: ${becomes('c.image')}}),
    ?initContainers: has(object.spec.initContainers)
      ? optional.of(object.spec.initContainers.filter(c, has(c.image)).map(c, Object.spec.initContainers{name: c.name, image: ${becomes('c.image')}}))
      : optional.none(),
    ?volumes: has(object.spec.volumes)
      ? optional.of(object.spec.volumes.filter(v, has(v.image) && has(v.image.reference)).map(v, Object.spec.volumes{name: v.name, image: Object.spec.volumes.image{reference: ${becomes('v.image.reference')}}}))
      : optional.none()
  }
}`;

/** The ephemeral containers of a pod that were not there before: the API server lets nobody change the others. */
const newEphemeral = `object.spec.ephemeralContainers.filter(c, has(c.image)
      && !(has(oldObject.spec.ephemeralContainers) && oldObject.spec.ephemeralContainers.exists(o, o.name == c.name)))`;

export const movedEphemeral: string = `Object{
  spec: Object.spec{
    ?ephemeralContainers: has(object.spec.ephemeralContainers)
      ? optional.of(${newEphemeral}.map(c, Object.spec.ephemeralContainers{name: c.name, image: ${becomes('c.image')}}))
      : optional.none()
  }
}`;
