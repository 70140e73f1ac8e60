import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Keys and certificates made by OpenSSL, which shares no code with ours; files lie in the folder under the names given. */
export function createOpensslAuthority(folder: string) {
  async function openssl(...args: readonly string[]): Promise<void> {
    await promisify(execFile)('openssl', args, { cwd: folder });
  }

  return {
    /** Any command of OpenSSL, run in the folder. */
    openssl,
    /** `name.key` and `name.crt`, signed by itself. */
    async selfSigned(name: string, subject: string, extensions: readonly string[]): Promise<void> {
      const files = ['-keyout', `${name}.key`, '-out', `${name}.crt`];
      const added = extensions.flatMap((extension) => ['-addext', extension]);
      const key = ['-newkey', 'rsa:2048', '-nodes', '-days', '7300'];
      await openssl('req', '-utf8', '-x509', ...key, ...files, '-subj', subject, ...added);
    },
    /** `name.key` and `name.crt` for the given usages of a key, issued by the self-signed `root`. */
    async leaf(
      name: string,
      subject: string,
      key: readonly string[],
      usage: string,
    ): Promise<{ key: string; certificate: string }> {
      const [keyFile, request, certificate] = [`${name}.key`, `${name}.csr`, `${name}.crt`];
      const extensions = `basicConstraints=critical,CA:FALSE\nkeyUsage=critical,${usage}\n`;
      await writeFile(join(folder, 'leaf.ext'), extensions);
      const asked = ['-newkey', ...key, '-nodes', '-keyout', keyFile, '-out', request];
      await openssl('req', '-utf8', '-new', ...asked, '-subj', subject);
      const issuer = ['-CA', 'root.crt', '-CAkey', 'root.key', '-CAcreateserial', '-days', '365'];
      await openssl('x509', '-req', '-in', request, ...issuer, '-extfile', 'leaf.ext', '-out', certificate);
      return { key: join(folder, keyFile), certificate: join(folder, certificate) };
    },
  };
}

/** OpenSSL at work in one folder. */
export type OpensslAuthority = ReturnType<typeof createOpensslAuthority>;

/** The extension that makes a root of a certificate. */
export const AUTHORITY = ['basicConstraints=critical,CA:TRUE'];
