/** A token server for docker-registry: distribution's docs/content/spec/auth/jwt.md, with the certificate in the header. */
import { randomUUID, sign } from 'node:crypto';
import type { RequestListener } from 'node:http';
import type { Authority } from '../../test/registry/certificate.ts';

export interface TokenServer {
  readonly issuer: string;
  readonly service: string;
  readonly authority: Authority;
  /** Of the one user who gets tokens. */
  readonly authorization: string;
}

export function tokenServer({ issuer, service, authority, authorization }: TokenServer): RequestListener {
  return (request, response) => {
    const query = new URL(`http://x${request.url}`).searchParams;
    if (request.headers.authorization !== authorization) {
      response.writeHead(401).end();
      return;
    }
    const access = query.getAll('scope').map((scope) => {
      const [type, name, actions = ''] = scope.split(':');
      return { type, name, actions: actions.split(',') };
    });
    const now = Math.floor(Date.now() / 1000);
    const times = { iat: now, nbf: now - 60, exp: now + 300 };
    const claims = { iss: issuer, sub: 'ada', aud: service, jti: randomUUID(), access, ...times };
    response.end(JSON.stringify({ token: signed(claims, authority) }));
  };
}

function signed(claims: object, { cert, privateKey }: Authority): string {
  const x5c = [cert.replace(/-----[A-Z ]+-----|\s/g, '')];
  const parts = [{ typ: 'JWT', alg: 'ES256', x5c }, claims].map((part) => encoded(JSON.stringify(part)));
  const signature = sign('sha256', Buffer.from(parts.join('.')), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return [...parts, signature.toString('base64url')].join('.');
}

function encoded(text: string): string {
  return Buffer.from(text).toString('base64url');
}
