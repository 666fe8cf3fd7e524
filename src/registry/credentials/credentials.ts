/** What one shows a registry to be let in. Nothing of it is ever printed but where it was found. */
export type Credentials = Password | IdentityToken | RegistryToken;

interface Found {
  /** The file, helper or Secret that it is from, for messages. */
  readonly from: string;
}

export interface Password extends Found {
  readonly kind: 'password';
  readonly username: string;
  readonly password: string;
}

/** What a login has been traded for: an OAuth 2 refresh token. */
export interface IdentityToken extends Found {
  readonly kind: 'identity-token';
  readonly token: string;
}

/** Goes to the registry as it is. */
export interface RegistryToken extends Found {
  readonly kind: 'registry-token';
  readonly token: string;
}

/** Finds what there is for a repository of a registry. */
export type FindCredentials = (registry: string, repository: string) => Promise<Credentials | undefined>;
