import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** A file of the built window. */
export interface WindowFile {
  body: Buffer | string;
  type: string;
  isPage: boolean;
}

/**
 * Reads a file of the built window by its URL path; undefined when there is none, or when the path would leave the folder. The page itself
 * gets the nonce of this answer in place of its mark.
 */
export async function readWindowFile(
  root: string,
  urlPath: string,
  nonce: string,
): Promise<WindowFile | undefined> {
  const wanted = urlPath === '/' ? '/index.html' : urlPath;
  const path = join(root, normalize(decodeURIComponent(wanted)));
  if (!path.startsWith(root + sep)) return undefined;
  const type = TYPES[extname(path)];
  if (type === undefined) return undefined;
  try {
    const body = await readFile(path);
    const isPage = path.endsWith('.html');
    return { body: isPage ? body.toString('utf8').replaceAll('__CSP_NONCE__', nonce) : body, type, isPage };
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR'))
      return undefined;
    throw error;
  }
}
