/**
 * The commands that create the repositories of the targets in Amazon ECR, which makes none by itself when an image is
 * pushed. Hosts: https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html
 */
import type { CopyList } from '../copy-list.ts';
import { textOf } from './header.ts';
import { quoted, scriptHead } from './scripts.ts';

const host = /^(?<account>\d{12})\.dkr\.ecr(?:-fips)?\.(?<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/;

interface Repository {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

/** Undefined where no target is in ECR. */
export function ecrText({ entries }: CopyList): string | undefined {
  const places = entries.map(({ target }) => target);
  const distinct = new Map(
    places.map(({ registry, repository }) => [`${registry}/${repository}`, ecrRepository(registry, repository)]),
  );
  const repositories = [...distinct].sort(([one], [other]) => (one < other ? -1 : 1)).flatMap(([, found]) => found);
  if (repositories.length === 0) return undefined;
  return textOf([
    ...scriptHead('Run it with bash before the images are copied. What is there already stays.'),
    'create() {',
    '  aws ecr describe-repositories --registry-id "$1" --region "$2" --repository-names "$3" >/dev/null 2>&1 ||',
    '    aws ecr create-repository --registry-id "$1" --region "$2" --repository-name "$3"',
    '}',
    ...repositories.map(({ account, region, name }) => `create ${[account, region, name].map(quoted).join(' ')}`),
  ]);
}

function ecrRepository(registry: string, name: string): readonly Repository[] {
  const { account, region } = host.exec(registry)?.groups ?? {};
  return account === undefined || region === undefined ? [] : [{ account, region, name }];
}
