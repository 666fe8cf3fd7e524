/** Differences for people to read: unified, as `git diff` prints them. */

/** The patch of one file; the package is loaded by those who print one. */
export async function patchOf(file: string, before: string, after: string, context = 4): Promise<string> {
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import('diff');
  const options = { headerOptions: FILE_HEADERS_ONLY, context };
  return createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, '', '', options);
}
