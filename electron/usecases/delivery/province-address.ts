/** Why an address is not one that work may be sent to. */
export type AddressProblem = 'not-an-address' | 'not-encrypted' | 'has-surplus';

/**
 * The address of a province as it is kept: scheme, host, port and path without a last slash. Encryption (https) is asked for everywhere
 * but on this machine itself, since the token and citizens' data travel there.
 */
export function provinceAddress(typed: string): { address: string } | { problem: AddressProblem } {
  const url = URL.parse(typed.trim());
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return { problem: 'not-an-address' };
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return { problem: 'has-surplus' };
  const here = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol === 'http:' && !here) return { problem: 'not-encrypted' };
  return { address: `${url.origin}${url.pathname}`.replace(/\/+$/u, '') };
}
