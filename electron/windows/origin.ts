/** The scheme of everything the window shows. */
export const APP_SCHEME = 'app';
/** The one page of the program. */
export const PAGE_URL = `${APP_SCHEME}://counter/`;

/** Whether a URL or origin is our page's: `app://counter`, whatever its path. */
export function isOwnPage(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === `${APP_SCHEME}:` && host === 'counter' && username === '' && password === '';
}
