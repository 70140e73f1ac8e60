/** What a page may reach beyond its own origin; sources are CSP source expressions (CSP Level 3, section 2.3.1). */
interface PageReach {
  /** Sockets and fetches, for example `ws://127.0.0.1:4173`. */
  connect?: readonly string[];
  /** Stored page images and documents that live at another origin, for example `app://blob`. */
  blobs?: readonly string[];
}

/**
 * The Content-Security-Policy of the window, the same behind both doors: nothing is allowed but our own files, inline code and styles need
 * the nonce of this very answer, and no page can be framed, submitted elsewhere or given another base.
 */
export function contentSecurityPolicy(nonce: string, reach: PageReach = {}): string {
  const { connect = [], blobs = [] } = reach;
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", `'nonce-${nonce}'`],
    'style-src': ["'self'", `'nonce-${nonce}'`],
    'img-src': ["'self'", 'data:', 'blob:', ...blobs],
    'media-src': ["'self'", 'blob:', ...blobs],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...connect, ...blobs],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    // Only for printing a stored paper: the window frames its own origin, and stored files come with a policy that runs nothing.
    'frame-src': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

/** What of the machine a page of ours may use, and no frame in it: the camera, for papers that lie under it. No microphone, no place, no device. */
export const PERMISSIONS_POLICY =
  'camera=(self), microphone=(), geolocation=(), display-capture=(), usb=(), hid=(), serial=(), midi=(), payment=()';
