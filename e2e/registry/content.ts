/** Small images, made on this machine and pushed with the registry's own protocol. */
import { createHash } from 'node:crypto';

const types = {
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  index: 'application/vnd.oci.image.index.v1+json',
} as const;

export interface PushedIndex {
  readonly digest: string;
  /** The digests of its manifests, by platform. */
  readonly children: Readonly<Record<string, string>>;
}

/** Pushes an index with an image for each platform. @param repository `org/name` */
export async function pushIndex(
  host: string,
  repository: string,
  tag: string,
  platforms: readonly string[] = ['linux/amd64', 'linux/arm64'],
): Promise<PushedIndex> {
  const children: Record<string, string> = {};
  const manifests = [];
  for (const platform of platforms) {
    const [os, architecture] = platform.split('/');
    const config = await pushBlob(
      host,
      repository,
      types.config,
      JSON.stringify({
        os,
        architecture,
        rootfs: { type: 'layers', diff_ids: [] },
        config: { Labels: { name: `${repository}:${tag}` } },
      }),
    );
    const layer = await pushBlob(host, repository, types.layer, `${repository}:${tag} ${platform}`);
    const text = JSON.stringify({ schemaVersion: 2, mediaType: types.manifest, config, layers: [layer] });
    const digest = await pushManifest(host, repository, digestOf(text), types.manifest, text);
    children[platform] = digest;
    manifests.push({ mediaType: types.manifest, digest, size: text.length, platform: { os, architecture } });
  }
  const text = JSON.stringify({ schemaVersion: 2, mediaType: types.index, manifests });
  return { digest: await pushManifest(host, repository, tag, types.index, text), children };
}

/** Deletes a manifest, and the tags that name it. */
export async function deleteManifest(host: string, repository: string, digest: string): Promise<void> {
  await must(fetch(`http://${host}/v2/${repository}/manifests/${digest}`, { method: 'DELETE' }));
}

async function pushBlob(host: string, repository: string, mediaType: string, text: string): Promise<object> {
  const start = await must(fetch(`http://${host}/v2/${repository}/blobs/uploads/`, { method: 'POST' }));
  const address = new URL(start.headers.get('location') ?? '', `http://${host}`);
  address.searchParams.set('digest', digestOf(text));
  const headers = { 'content-type': 'application/octet-stream' };
  await must(fetch(address, { method: 'PUT', body: text, headers }));
  return { mediaType, digest: digestOf(text), size: Buffer.byteLength(text) };
}

async function pushManifest(
  host: string,
  repository: string,
  name: string,
  type: string,
  text: string,
): Promise<string> {
  const address = `http://${host}/v2/${repository}/manifests/${name}`;
  const answer = await must(fetch(address, { method: 'PUT', body: text, headers: { 'content-type': type } }));
  return answer.headers.get('docker-content-digest') ?? '';
}

async function must(request: Promise<Response>): Promise<Response> {
  const answer = await request;
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`);
  return answer;
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
