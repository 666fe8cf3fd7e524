/** A small chart in the shape of upstream's: an ImageConfig, an operator, a CRD, and a job that is a hook. */
import type { Files } from '../workspace.ts';

export const chart: Files = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: operator\nversion: 0.1.0\n',
  'chart/values.yaml': 'image: quay.io/org/operator\ntag: 1.0\nlogger: v1.30.2\n',
  'chart/crds/things.yaml': `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: things.example.com
spec:
  group: example.com
  names: {kind: Thing, plural: things}
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        description: 'e.g. image: busybox'
`,
  'chart/templates/config.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-image-config
  labels:
    k8ssandra.io/config: image
data:
  image_config.yaml: |
    apiVersion: config.k8ssandra.io/v1beta2
    kind: ImageConfig
    # rendered for {{ .Release.Name }}
    defaults:
      registry: "docker.io"
    images:
      system-logger: {repository: k8ssandra, name: system-logger, tag: {{ .Values.logger }}}
      config-builder: {repository: datastax, name: cass-config-builder, tag: 1.0-ubi}
      k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v0.8.8}
    types: {}
`,
  'chart/templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  template:
    spec:
      containers:
        - name: manager
          image: {{ .Values.image }}:{{ .Values.tag }} # {{ .Chart.Name }}
`,
  'chart/templates/hook.yaml': `apiVersion: batch/v1
kind: Job
metadata:
  name: {{ .Release.Name }}-hook
  annotations:
    "helm.sh/hook": pre-upgrade
spec:
  template:
    spec:
      containers: [{name: upgrade, image: quay.io/org/upgrade:1.0}]
      restartPolicy: Never
`,
};
