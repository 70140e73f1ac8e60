/** A scanner's address in one way of writing, with a slash at its end; undefined when it is no http or https address. */
export function esclAddress(written: string): string | undefined {
  if (!URL.canParse(written)) return undefined;
  const url = new URL(written);
  if (!['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '')
    return undefined;
  const path = url.pathname.replace(/\/+$/u, '');
  return `${url.origin}${path === '' ? '/eSCL' : path}/`;
}
