/** `!!str` and `!<tag:yaml.org,2002:str>` are `str`; a tag that is not YAML's own is left as it is. */
export function shortTag(tag: string): string {
  return tag.replace(/^(?:!!([^!]*)|!<tag:yaml\.org,2002:(.*)>)$/s, '$1$2');
}
