// `verify` against a registry in this process: with TLS, on loopback, and as far away as is said.
import { writeFileSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { buildSync } from 'esbuild';
import { executable, node } from './contenders.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const type = 'application/vnd.oci.image.manifest.v1+json';
const digest = `sha256:${'a'.repeat(64)}`;

/** The certificates of the tests. */
function certificates() {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(here, '../test/registry/certificate.ts')],
    bundle: true,
    platform: 'node',
    write: false,
    format: 'iife',
    globalName: 'made',
  });
  const context = vm.createContext({ require: (name) => process.getBuiltinModule(name), Buffer });
  return vm.runInContext(`${outputFiles[0].text};made`, context);
}

/** @param delay milliseconds */
async function listen(tls, delay) {
  const server = https.createServer(tls, (request, response) => {
    const isGreeting = request.url === '/v2/';
    // As every registry does, HEAD or not: without a length, Node gives the connection up.
    const length = { 'content-length': isGreeting ? '0' : '500' };
    const headers = isGreeting ? length : { ...length, 'content-type': type, 'docker-content-digest': digest };
    setTimeout(() => response.writeHead(200, headers).end(), delay);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function podsWith(count) {
  const pod = (number) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: pod-${number}}\nspec: {containers: [{name: app, image: org/app-${number}:1}]}\n`;
  return Array.from({ length: count }, (_, number) => pod(number)).join('---\n');
}

/** @param counts of images: for time, and for memory */
export async function verifySuites(folder, [few, many]) {
  const { makeAuthority, certifiedBy } = certificates();
  const authority = makeAuthority();
  const ca = path.join(folder, 'ca.pem');
  writeFileSync(ca, authority.cert);
  const tls = certifiedBy(authority, 'localhost');
  const [far, near] = [await listen(tls, 50), await listen(tls, 0)];
  const ours = (server) =>
    node('ours', executable, 'verify', '--ca', ca, '--registry', `localhost:${server.address().port}/mirror`);
  const noNetwork = node('images, no network', executable, 'images', '--registry', 'localhost:5000/mirror');
  return {
    suites: [
      { title: 'verify, 500 images at 50 ms', input: podsWith(few), contenders: [noNetwork, ours(far)], rounds: 5 },
      { title: 'verify, 10,000 images', input: podsWith(many), contenders: [noNetwork, ours(near)], rounds: 3 },
    ],
    close: () => {
      for (const server of [far, near]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
