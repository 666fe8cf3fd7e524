/**
 * The pods of a CassandraDatacenter, as cass-operator makes them of its template.
 *
 * A container that names its image keeps it, and its pull policy. Otherwise:
 *
 * | container               | there                            | image                                                |
 * |-------------------------|----------------------------------|------------------------------------------------------|
 * | server-config-init-base | with the client as builder; for  | serverImage, else the server's in the ImageConfig    |
 * |                         | DSE with a read-only file system |                                                      |
 * | server-config-init      | always                           | client: `k8ssandra-client` of the ImageConfig; else  |
 * |                         |                                  | configBuilderImage, else `config-builder`            |
 * | cassandra               | always                           | as the base                                          |
 * | server-system-logger    | unless disabled and not listed   | systemLoggerImage, else `system-logger`              |
 *
 * config-builder.ts says who the builder is. Whatever fails on the way leaves no pod at all.
 *
 * Source: pkg/reconciliation/construct_podtemplatespec.go of cass-operator.
 */
import type { JsonObject } from '../../yaml/json.ts';
import { UnresolvableImageError } from '../image-config/read/errors.ts';
import type { Override, PolicyEntry, Traced } from '../origins/effective-image.ts';
import type { ImageSource } from '../origins/image-source.ts';
import type { Found } from '../origins/levels.ts';
import type { CassOperatorRules } from '../releases/pod-rules.ts';
import { type ConfigBuilder, configBuilderOf, type Server } from './config-builder.ts';
import {
  type Container,
  failedPod,
  openContainer,
  type Pod,
  type PodImage,
  type PodTemplate,
  tracedField,
} from './pod.ts';

/** What cass-operator reads of a CassandraDatacenter. */
export interface DatacenterSpec extends Server {
  readonly configBuilderImage: Found | undefined;
  readonly systemLoggerImage: Found | undefined;
  readonly disableSystemLoggerSidecar: boolean;
  readonly template: PodTemplate;
  /** How a container is added to what the template is made from, if it can be. */
  readonly addition: (list: 'containers' | 'initContainers', element: JsonObject) => Override | undefined;
}

/** The pod that cass-operator makes. */
export function completePod(spec: DatacenterSpec, source: ImageSource, rules: CassOperatorRules): Pod {
  const inputs = new PodInputs(source);
  const builder = configBuilderOf(spec, rules);
  const init = initContainers(spec, builder, inputs, rules);
  const containers = mainContainers(spec, inputs);
  const secrets = inputs.ask([], () => source.pullSecrets());
  const images = [
    ...init.map((container) => imageOf('init', container)),
    ...containers.map((container) => imageOf('container', container)),
    ...spec.template.ephemeral.map((container) => imageOf('ephemeral', container)),
    ...(rules.imageVolumes ? spec.template.volumes.map((container) => imageOf('volume', container)) : []),
  ];
  const pod: Pod = { images, pullSecrets: [...spec.template.pullSecrets, ...secrets] };
  const [failure] = inputs.failures;
  return failure === undefined ? pod : failedPod(pod, failure);
}

/** A pull policy, empty where none is set, and the entry of the ImageConfig that sets it, or could. */
interface Policy {
  readonly value: string;
  readonly entry?: PolicyEntry | undefined;
}

/** What the operator asks for while it makes a pod, and what fails: it then makes none. */
class PodInputs {
  readonly failures: string[] = [];
  private readonly source: ImageSource;

  constructor(source: ImageSource) {
    this.source = source;
  }

  server({ serverImage, serverType, serverVersion }: DatacenterSpec): Traced {
    return serverImage === undefined
      ? this.noted(this.source.server(serverType, serverVersion))
      : tracedField(serverImage);
  }

  named(name: string): Traced {
    return this.noted(this.source.named(name));
  }

  pullPolicy(name: string): Policy {
    return { value: this.ask('', () => this.source.pullPolicy(name)), entry: this.source.policyEntry(name) };
  }

  ask<T>(otherwise: T, question: () => T): T {
    try {
      return question();
    } catch (error) {
      if (!(error instanceof UnresolvableImageError)) throw error;
      this.failures.push(error.message);
      return otherwise;
    }
  }

  private noted(traced: Traced): Traced {
    if (traced.status === 'unresolvable') this.failures.push(traced.reason ?? '');
    return traced;
  }
}

const configInit = 'server-config-init';
const baseInit = 'server-config-init-base';

function initContainers(
  spec: DatacenterSpec,
  builder: ConfigBuilder,
  inputs: PodInputs,
  rules: CassOperatorRules,
): readonly Container[] {
  const listed = spec.template.init;
  const config = completeConfigInit(spec, builder, inputs, rules);
  const withConfig = replaced(listed, config);
  if (builder.copies === undefined) return appended(withConfig, config);
  const base = completeBaseInit(spec, builder.copies, inputs, rules);
  const index = listed.findIndex(({ name }) => name === configInit);
  if (rules.baseContainer === 'fresh') return index === -1 ? [...listed, base, config] : withConfig;
  if (listed.some(({ name }) => name === baseInit)) return appended(replaced(withConfig, base), config);
  if (!builder.client) return appended([base, ...withConfig], config);
  return index === -1 ? [...withConfig, base, config] : withConfig.toSpliced(index, 0, base);
}

function completeConfigInit(
  spec: DatacenterSpec,
  { client }: ConfigBuilder,
  inputs: PodInputs,
  rules: CassOperatorRules,
): Container {
  const container = containerNamed(spec.template.init, configInit);
  if (container.image !== undefined) return container;
  if (!client) {
    const image =
      spec.configBuilderImage === undefined ? inputs.named('config-builder') : tracedField(spec.configBuilderImage);
    return complete(spec, container, image, inputs.pullPolicy('config-builder'), { name: configInit });
  }
  const image = inputs.named('k8ssandra-client');
  const absent = image.status === 'resolved' && image.image === '';
  const policy = absent && !rules.policyWithoutImage ? { value: '' } : inputs.pullPolicy('k8ssandra-client');
  const traced: Traced = absent ? { ...image, status: 'unresolvable', reason: noClient } : image;
  return complete(spec, container, traced, policy, { name: configInit, args: ['config', 'build'] });
}

const noClient = 'images.k8ssandra-client of the ImageConfig is empty, and server-config-init gets no image: add it';

function completeBaseInit(
  spec: DatacenterSpec,
  copies: string,
  inputs: PodInputs,
  rules: CassOperatorRules,
): Container {
  const container =
    rules.baseContainer === 'fresh' ? openContainer(baseInit) : containerNamed(spec.template.init, baseInit);
  if (container.image !== undefined) return container;
  const policy = inputs.pullPolicy(rules.basePolicyOfServer ? spec.serverType : '');
  const before = rules.basePolicyOfServer ? { ...container, pullPolicy: '' } : container;
  const element = { name: baseInit, command: ['/bin/sh'], args: ['-c', copies] };
  return complete(spec, before, inputs.server(spec), policy, element);
}

function mainContainers(spec: DatacenterSpec, inputs: PodInputs): readonly Container[] {
  const listed = spec.template.containers;
  const server = containerNamed(listed, 'cassandra');
  const cassandra =
    server.image === undefined
      ? complete(spec, server, inputs.server(spec), inputs.pullPolicy(spec.serverType), { name: 'cassandra' })
      : server;
  const logger = completeLogger(spec, inputs);
  const completed = appended(replaced(replaced(listed, cassandra), logger), cassandra);
  return spec.disableSystemLoggerSidecar ? completed : appended(completed, logger);
}

function completeLogger(spec: DatacenterSpec, inputs: PodInputs): Container {
  const container = containerNamed(spec.template.containers, 'server-system-logger');
  if (container.image !== undefined) return container;
  const image =
    spec.systemLoggerImage === undefined ? inputs.named('system-logger') : tracedField(spec.systemLoggerImage);
  return complete(spec, container, image, inputs.pullPolicy('system-logger'), { name: 'server-system-logger' });
}

/** @param element what the operator would give the container, had it no image */
function complete(
  spec: DatacenterSpec,
  container: Container,
  image: Traced,
  { value, entry }: Policy,
  element: JsonObject,
): Container {
  const override = image.override ?? overrideOf(spec, container, element);
  return {
    ...container,
    image: {
      ...image,
      ...(override === undefined ? {} : { override }),
      ...(entry === undefined ? {} : { policyEntry: entry }),
    },
    pullPolicy: value === '' ? container.pullPolicy : value,
  };
}

/** A listed container that names an image gets no command from the operator any more: then there is no such field. */
function overrideOf(
  spec: DatacenterSpec,
  { name, listed: [level] }: Container,
  element: JsonObject,
): Override | undefined {
  if (level === undefined) return spec.addition(name.startsWith(configInit) ? 'initContainers' : 'containers', element);
  if (Object.keys(element).length > 1) return undefined;
  return { resource: level.resource.index, path: [...level.path, 'image'], shape: 'reference' };
}

function containerNamed(containers: readonly Container[], name: string): Container {
  return containers.findLast((container) => container.name === name) ?? openContainer(name);
}

function replaced(containers: readonly Container[], container: Container): readonly Container[] {
  return containers.map((other) => (other.name === container.name ? container : other));
}

function appended(containers: readonly Container[], container: Container): readonly Container[] {
  return containers.includes(container) ? containers : [...containers, container];
}

function imageOf(kind: PodImage['kind'], { name, image, pullPolicy }: Container): PodImage {
  return { kind, name, traced: image ?? withoutImage, pullPolicy };
}

/** A listed container that no operator completes: Kubernetes rejects the pod. */
const withoutImage: Traced = {
  image: '',
  status: 'unresolvable',
  reason: 'the container has no image',
  source: [{ origin: 'missing', where: 'image', value: '' }],
};
