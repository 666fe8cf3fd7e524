/** What each target begins with, where its corpus is empty. */
import { hiddenImages } from '../test/app/hidden-images.ts';

const texts = hiddenImages.map(({ text }) => text);

export const starts: Readonly<Record<string, readonly string[]>> = {
  reference: [
    'docker.io/library/busybox:1.2@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
    '[::1]:5000/a',
  ],
  locate: texts,
  readers: texts,
  edit: texts,
  embedded: [
    'apiVersion: config.k8ssandra.io/v1beta2\nkind: ImageConfig\nregistry: docker.io\ntypes:\n  cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}\nimages:\n  medusa: {name: medusa, tag: "1"} # c\n',
    'apiVersion: config.k8ssandra.io/v1beta1\nkind: ImageConfig\nimages:\n  system-logger: "k8ssandra/logger:1"\n  cassandra:\n    "4.0.1": a/b:4.0.1\ndefaults:\n  cassandra: {repository: a/b}\n',
  ],
  functionConfig: [
    'apiVersion: k8ssandra-image-mirror.dev/v1alpha1\nkind: ImageMirror\nmetadata: {name: m}\nspec:\n  mirrors: [{source: docker.io, target: m.io/a, layout: name}]\n  exclude: [quay.io]\n  images: [{name: a/b, tag: "1", newName: m.io/c}]\n  release: {cassOperator: 1.22.4}\n',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata: {registry: m.io/a, layout: path, mirrors: "[{source: a.io, target: b.io}]"}\n',
  ],
  flags: [
    '--registry\nm.io\n--layout=name\n--exclude\nquay.io\na.yaml\n-\n',
    '--in-place\n--max-input\n1Gi\n--on-escape=warn\n',
  ],
};
