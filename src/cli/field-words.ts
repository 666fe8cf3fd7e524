/** The fields of `spec` in the words of a help text; what is not here has those of the schema. */
export interface FieldWords {
  readonly help: string;
  /** What stands for the value, where it is no choice of words. */
  readonly shown?: string;
}

export const fieldWords: Readonly<Record<string, FieldWords>> = {
  registry: {
    shown: 'PLACE',
    help: 'the mirror that everything is pulled from, like mirror.example.com:5000/k8ssandra',
  },
  layout: {
    help: 'of quay.io/org/name the mirror has org/name (path, default), quay.io/org/name (registry-path) or name',
  },
  exclude: { shown: 'PLACE', help: 'a registry, or a folder of one, whose images stay as they are' },
  'pull-policy': { help: 'the pull policy of what is mirrored' },
  'pull-secrets': { shown: 'NAME', help: 'a Secret to add where mirrored images are pulled' },
  'image-config-strategy': {
    help: 'change the ImageConfig where that is exact (auto, default), by one key for all (global), or in every entry',
  },
  'image-config-selector-name': { shown: 'NAME', help: 'the ConfigMap with the ImageConfig, if it is not found' },
  'image-config-selector-namespace': { shown: 'NAME', help: 'the namespace of that ConfigMap' },
  'image-config-selector-key': { shown: 'KEY', help: 'the key in its data' },
  'release-cass-operator': { shown: 'RELEASE', help: 'of cass-operator, if it is not in the input, like 1.22.4' },
  'release-k8ssandra-operator': { shown: 'RELEASE', help: 'of k8ssandra-operator, likewise, like 1.32.5' },
  'overlay-kind': { help: 'write a Kustomization (default), or a Component for kustomizations that list it' },
  'overlay-guard': { help: 'fail builds whose base has changed below the overlay (default)' },
  'generate-behavior': { help: 'of the ConfigMap for one that is there: replace (default), or merge' },
  'generate-name': { shown: 'NAME', help: 'the name of the ConfigMap' },
  'generate-namespace': { shown: 'NAME', help: 'the namespace of the ConfigMap' },
  'generate-format': { help: 'the format of the ImageConfig; default: what the release reads' },
  'on-escape': { help: 'what an image is that no rule covers (default error)' },
  'crd-defaults': { help: 'leave the image defaults of CRDs (default), or rewrite them for clusters to come' },
  'rollout-restart-operator': {
    help: 'restart the operators when the ImageConfig changes, by a checksum on their pods',
  },
  'rollout-update-datacenters': {
    help: 'let running datacenters take up new images never (default), always, or once by a task',
  },
  fix: { help: 'add the entries that an ImageConfig lacks and its operators need' },
  strict: { help: 'make errors of what cannot be told from the input' },
  ignore: { shown: 'GLOB', help: "files of folders that are not read, from the given folder on, like 'ci/**'" },
};
