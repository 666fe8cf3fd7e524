/**
 * What Node says when a connection fails, in our words, with what to do about it. The codes are those of libuv, OpenSSL
 * (doc/api/tls.md, "X509 certificate error codes"), and Node's HTTP parser.
 */
import { errorCode } from '../error-code.ts';
import { type ReasonCode, RegistryError } from '../reasons.ts';

interface Failure {
  readonly code: ReasonCode;
  readonly says: (host: string) => string;
  /** How often the same request is worth another try. */
  readonly retries: number;
}

const untrusted: Failure = {
  code: 'certificate-untrusted',
  says: (host) => `the certificate of ${host} is signed by nobody who is known here: give its CA with --ca FILE`,
  retries: 0,
};
const lost: Failure = {
  code: 'connection-lost',
  says: (host) => `${host} closes the connection without an answer`,
  retries: 2,
};
const unreachable: Failure = {
  code: 'host-unreachable',
  says: (host) => `there is no way to ${host} from here: is a proxy or a VPN needed?`,
  retries: 1,
};
const noAnswer: Failure = {
  code: 'timeout',
  says: (host) => `${host} does not answer in time: try again, or give it more with --timeout SECONDS`,
  retries: 1,
};
const notFound: Failure = {
  code: 'host-not-found',
  says: (host) => `there is no host ${host}: is the name right, and known to the name server of this machine?`,
  retries: 0,
};

const failures: Readonly<Record<string, Failure>> = {
  CERT_HAS_EXPIRED: {
    code: 'certificate-expired',
    says: (host) => `the certificate of ${host} has expired: renew it`,
    retries: 0,
  },
  CERT_NOT_YET_VALID: {
    code: 'certificate-not-yet-valid',
    says: (host) => `the certificate of ${host} is not valid yet: is the clock of this machine right?`,
    retries: 0,
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    code: 'certificate-other-host',
    says: (host) => `the certificate that ${host} shows is for another host: use the name that it is for`,
    retries: 0,
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  EPROTO: {
    code: 'not-tls',
    says: (host) => `${host} does not speak TLS: if it is meant to be so, say --plain-http ${host}`,
    retries: 0,
  },
  ECONNREFUSED: {
    code: 'connection-refused',
    says: (host) => `nothing listens at ${host}: is the registry up, and the port right?`,
    retries: 1,
  },
  ECONNRESET: lost,
  EPIPE: lost,
  ECONNABORTED: lost,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ETIMEDOUT: noAnswer,
  ENOTFOUND: notFound,
  EAI_AGAIN: { ...notFound, retries: 2 },
};

const notHttp: Failure = {
  code: 'not-a-registry',
  says: (host) => `what ${host} answers is not HTTP: is the port right?`,
  retries: 0,
};

/** A connection that failed. */
export class ConnectionError extends RegistryError {
  readonly retries: number;

  constructor({ code, says, retries }: Failure, host: string) {
    super(code, says(host));
    this.retries = retries;
  }
}

/** @param error what Node threw: of its message nothing is repeated */
export function connectionError(error: unknown, host: string): RegistryError {
  if (error instanceof RegistryError) return error;
  const code = errorCode(error);
  if (code.startsWith('HPE_')) return new ConnectionError(notHttp, host);
  if (code.startsWith('ERR_SSL_')) return new ConnectionError(failures.EPROTO ?? lost, host);
  return new ConnectionError((Object.hasOwn(failures, code) ? failures[code] : undefined) ?? lost, host);
}

export function timeoutError(host: string): RegistryError {
  return new ConnectionError(noAnswer, host);
}
