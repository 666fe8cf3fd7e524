/** Whether a file that is not read would have been for K8ssandra's operators: then that is more than a remark. */
import { groupOf, operatorOf } from '../../k8ssandra/api-group.ts';
import { isList, isObject, type Json } from '../../yaml/json.ts';

/** The operators' API versions, their main kinds, and the ImageConfig with the key that it has in a ConfigMap. */
const names = [
  /\b(?:k8ssandra\.io|cassandra\.datastax\.com|cassandra-reaper\.io)\/v\d/,
  /\b(?:K8ssandra(?:Cluster|Task)|Cassandra(?:Datacenter|Task)|Medusa(?:Backup|Configuration|RestoreJob|Task))/,
  /\bImageConfig\b|\bimage_config\b/,
];

/** By the text alone; see `asciiIn` for bytes that are none. */
export function namesK8ssandra(text: string): boolean {
  return names.some((name) => name.test(text));
}

/** The ASCII in bytes of any encoding that keeps it, such as UTF-8, UTF-16 and Latin-1; the rest is not to be relied on. */
export function asciiIn(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll('\0', '');
}

/** An object of one of the operators' API groups. */
export function isOfK8ssandra(value: Json): boolean {
  return isObject(value) && typeof value.apiVersion === 'string' && operatorOf(groupOf(value.apiVersion)) !== undefined;
}

/** Whether such an object is a value, or stands somewhere in it. */
export function holdsK8ssandra(value: Json): boolean {
  if (isList(value)) return value.some(holdsK8ssandra);
  return isObject(value) && (isOfK8ssandra(value) || Object.values(value).some(holdsK8ssandra));
}
