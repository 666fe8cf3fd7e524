/** An API server with the policies of `enforce`, and pods that nobody runs. */
import { setTimeout as pause } from 'node:timers/promises';
import { at, isList, isObject, type Json, type JsonObject } from '../../src/yaml/json.ts';
import { type ApiServer, startApiServer } from '../api-server/server.ts';
import type { Outcome } from '../workspace.ts';

const kinds = [
  'mutatingadmissionpolicies',
  'mutatingadmissionpolicybindings',
  'validatingadmissionpolicies',
  'validatingadmissionpolicybindings',
];

export function podOf(name: string, images: readonly string[]): JsonObject {
  const containers = images.map((image, index) => ({ name: `c${index}`, image }));
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers } };
}

/** Images that show whether policies are in force. */
export interface Probes {
  readonly moved: string;
  /** Where other images are denied. */
  readonly denied?: string;
}

export class Guard {
  readonly #server: ApiServer;
  #probes: Probes = { moved: 'nginx' };

  private constructor(server: ApiServer) {
    this.#server = server;
  }

  /** Without service accounts, which a controller makes that is not there. */
  static async start(version: string, flags: readonly string[]): Promise<Guard> {
    const all = ['--disable-admission-plugins=ServiceAccount', ...flags];
    return new Guard(await startApiServer({ version, flags: all }));
  }

  stop(): void {
    this.#server.stop();
  }

  kubectl(args: readonly string[], input?: string): Outcome {
    return this.#server.kubectl(args, input);
  }

  /** Puts policies in the place of those that are there, and waits until these are in force, and those are not. */
  async apply(policies: readonly JsonObject[], { moved, denied }: Probes): Promise<void> {
    await this.removePolicies();
    const ran = this.kubectl(['create', '--validate=strict', '-f', '-'], listOf(policies));
    if (ran.status !== 0) throw new Error(ran.stderr);
    this.#probes = { moved, ...(denied === undefined ? {} : { denied }) };
    if (denied !== undefined) await this.until(() => this.dryRun(podOf('probe', [denied])).status !== 0);
    await this.until(() => this.#becomes(moved) !== moved);
  }

  async removePolicies(): Promise<void> {
    for (const kind of kinds) this.kubectl(['delete', kind, '--all', '--ignore-not-found']);
    const { moved, denied = moved } = this.#probes;
    await this.until(() => [moved, denied].every((image) => this.#becomes(image) === image));
  }

  /** Waits for what the API server takes up some time after it was told. */
  async until(isReached: () => boolean): Promise<void> {
    for (let attempt = 0; attempt < 60; attempt++) {
      if (isReached()) return;
      await pause(500);
    }
    throw new Error('the API server does not take up the policies within half a minute');
  }

  create(object: JsonObject): void {
    const ran = this.kubectl(['create', '-f', '-'], JSON.stringify(object));
    if (ran.status !== 0) throw new Error(ran.stderr);
  }

  dryRun(object: JsonObject): Outcome {
    return this.kubectl(['create', '--dry-run=server', '-o', 'json', '-f', '-'], JSON.stringify(object));
  }

  /** What new pods pull for each image: twenty in a pod. */
  imagesOfNewPods(images: readonly string[]): readonly string[] {
    const pods = Array.from({ length: Math.ceil(images.length / 20) }, (_, index) =>
      podOf(`p${index}`, images.slice(20 * index, 20 * index + 20)),
    );
    const ran = this.kubectl(['create', '--dry-run=server', '-o', 'json', '-f', '-'], listOf(pods));
    if (ran.status !== 0) throw new Error(ran.stderr);
    return this.imagesIn(ran.stdout);
  }

  imagesOf(pod: string): readonly string[] {
    return this.imagesIn(this.kubectl(['get', 'pod', pod, '-o', 'json']).stdout);
  }

  ephemeralImagesOf(pod: string): readonly string[] {
    return imagesAt(JSON.parse(this.kubectl(['get', 'pod', pod, '-o', 'json']).stdout), 'ephemeralContainers');
  }

  /** Of pods, as kubectl prints them: one behind the other. */
  imagesIn(printed: string): readonly string[] {
    return printed.split(/(?<=^\})\n(?=\{)/m).flatMap((pod) => imagesAt(JSON.parse(pod), 'containers'));
  }

  /** What a new pod pulls in the place of an image; undefined where it is refused. */
  #becomes(image: string): string | undefined {
    const { status, stdout } = this.dryRun(podOf('probe', [image]));
    return status === 0 ? this.imagesIn(stdout)[0] : undefined;
  }
}

function listOf(items: readonly JsonObject[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

function imagesAt(pod: Json, list: string): readonly string[] {
  const containers = at(pod, ['spec', list]);
  const found = isList(containers) ? containers.filter(isObject) : [];
  return found.map(({ image }) => String(image));
}
