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
import type { Override, Traced } from '../origins/effective-image.ts';
import type { ImageSource } from '../origins/image-source.ts';
import type { Found } from '../origins/levels.ts';
import type { CassOperatorRules } from '../releases/pod-rules.ts';
import { type ConfigBuilder, configBuilderOf, type Server } from './config-builder.ts';
import { failedPod, openSlot, type Pod, type PodImage, type PodTemplate, type Slot, tracedField } from './pod.ts';

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
  const questions = new Questions(source);
  const builder = configBuilderOf(spec, rules);
  const init = initContainers(spec, builder, questions, rules);
  const containers = mainContainers(spec, questions);
  const secrets = questions.ask([], () => source.pullSecrets());
  const images = [
    ...init.map((slot) => imageOf('init', slot)),
    ...containers.map((slot) => imageOf('container', slot)),
    ...spec.template.ephemeral.map((slot) => imageOf('ephemeral', slot)),
    ...(rules.imageVolumes ? spec.template.volumes.map((slot) => imageOf('volume', slot)) : []),
  ];
  const pod: Pod = { images, pullSecrets: [...spec.template.pullSecrets, ...secrets] };
  const [failure] = questions.failures;
  return failure === undefined ? pod : failedPod(pod, failure);
}

/** What the operator asks for while it makes a pod, and what fails: it then makes none. */
class Questions {
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

  pullPolicy(name: string): string {
    return this.ask('', () => this.source.pullPolicy(name));
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
  questions: Questions,
  rules: CassOperatorRules,
): readonly Slot[] {
  const listed = spec.template.init;
  const config = completeConfigInit(spec, builder, questions, rules);
  const withConfig = replaced(listed, config);
  if (builder.copies === undefined) return appended(withConfig, config);
  const base = completeBaseInit(spec, builder.copies, questions, rules);
  const index = listed.findIndex(({ name }) => name === configInit);
  if (rules.baseContainer === 'fresh') return index === -1 ? [...listed, base, config] : withConfig;
  if (listed.some(({ name }) => name === baseInit)) return appended(replaced(withConfig, base), config);
  if (!builder.client) return appended([base, ...withConfig], config);
  return index === -1 ? [...withConfig, base, config] : withConfig.toSpliced(index, 0, base);
}

function completeConfigInit(
  spec: DatacenterSpec,
  { client }: ConfigBuilder,
  questions: Questions,
  rules: CassOperatorRules,
): Slot {
  const slot = slotNamed(spec.template.init, configInit);
  if (slot.image !== undefined) return slot;
  if (!client) {
    const image =
      spec.configBuilderImage === undefined ? questions.named('config-builder') : tracedField(spec.configBuilderImage);
    return complete(spec, slot, image, questions.pullPolicy('config-builder'), { name: configInit });
  }
  const image = questions.named('k8ssandra-client');
  const absent = image.status === 'resolved' && image.image === '';
  const policy = absent && !rules.policyWithoutImage ? '' : questions.pullPolicy('k8ssandra-client');
  const traced: Traced = absent ? { ...image, status: 'unresolvable', reason: noClient } : image;
  return complete(spec, slot, traced, policy, { name: configInit, args: ['config', 'build'] });
}

const noClient = 'images.k8ssandra-client of the ImageConfig is empty, and server-config-init gets no image: add it';

function completeBaseInit(spec: DatacenterSpec, copies: string, questions: Questions, rules: CassOperatorRules): Slot {
  const slot = rules.baseContainer === 'fresh' ? openSlot(baseInit) : slotNamed(spec.template.init, baseInit);
  if (slot.image !== undefined) return slot;
  const policy = questions.pullPolicy(rules.basePolicyOfServer ? spec.serverType : '');
  const before = rules.basePolicyOfServer ? { ...slot, pullPolicy: '' } : slot;
  const element = { name: baseInit, command: ['/bin/sh'], args: ['-c', copies] };
  return complete(spec, before, questions.server(spec), policy, element);
}

function mainContainers(spec: DatacenterSpec, questions: Questions): readonly Slot[] {
  const listed = spec.template.containers;
  const server = slotNamed(listed, 'cassandra');
  const cassandra =
    server.image === undefined
      ? complete(spec, server, questions.server(spec), questions.pullPolicy(spec.serverType), { name: 'cassandra' })
      : server;
  const logger = completeLogger(spec, questions);
  const completed = appended(replaced(replaced(listed, cassandra), logger), cassandra);
  return spec.disableSystemLoggerSidecar ? completed : appended(completed, logger);
}

function completeLogger(spec: DatacenterSpec, questions: Questions): Slot {
  const slot = slotNamed(spec.template.containers, 'server-system-logger');
  if (slot.image !== undefined) return slot;
  const image =
    spec.systemLoggerImage === undefined ? questions.named('system-logger') : tracedField(spec.systemLoggerImage);
  return complete(spec, slot, image, questions.pullPolicy('system-logger'), { name: 'server-system-logger' });
}

/** @param element what the operator would give the container, had it no image */
function complete(spec: DatacenterSpec, slot: Slot, image: Traced, pullPolicy: string, element: JsonObject): Slot {
  const override = image.override ?? overrideOf(spec, slot, element);
  return {
    ...slot,
    image: override === undefined ? image : { ...image, override },
    pullPolicy: pullPolicy === '' ? slot.pullPolicy : pullPolicy,
  };
}

/** A listed container that names an image gets no command from the operator any more: then there is no such field. */
function overrideOf(spec: DatacenterSpec, { name, listed: [level] }: Slot, element: JsonObject): Override | undefined {
  if (level === undefined) return spec.addition(name.startsWith(configInit) ? 'initContainers' : 'containers', element);
  if (Object.keys(element).length > 1) return undefined;
  return { resource: level.resource.index, path: [...level.path, 'image'], shape: 'reference' };
}

function slotNamed(slots: readonly Slot[], name: string): Slot {
  return slots.findLast((slot) => slot.name === name) ?? openSlot(name);
}

function replaced(slots: readonly Slot[], slot: Slot): readonly Slot[] {
  return slots.map((other) => (other.name === slot.name ? slot : other));
}

function appended(slots: readonly Slot[], slot: Slot): readonly Slot[] {
  return slots.includes(slot) ? slots : [...slots, slot];
}

function imageOf(kind: PodImage['kind'], { name, image, pullPolicy }: Slot): PodImage {
  return { kind, name, traced: image ?? withoutImage, pullPolicy };
}

/** A listed container that no operator completes: Kubernetes rejects the pod. */
const withoutImage: Traced = {
  image: '',
  status: 'unresolvable',
  reason: 'the container has no image',
  source: [{ origin: 'missing', where: 'image', value: '' }],
};
