import { createHash, timingSafeEqual } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { dirname } from 'node:path';
import type { Identity } from '../host/identity.ts';

/** Who stands at the loopback door. */
export interface Admitted {
  clientId: string;
  kind: 'window' | 'program';
}

/** Why the door stays shut; `status` is the HTTP status of the answer. */
export interface DoorRefusal {
  code:
    | 'FOREIGN_HOST'
    | 'FOREIGN_ORIGIN'
    | 'NOT_ADMITTED'
    | 'LAUNCH_TOKEN_SPENT'
    | 'BODY_TOO_LARGE'
    | 'NOT_FOUND';
  status: number;
}

/**
 * Guards the loopback door. A request must name this address as its Host (against DNS rebinding), come from our own page when it says where
 * it comes from, and carry a secret that was exchanged for a one-time launch token: an HttpOnly cookie for windows, a bearer for programs.
 * The token lies in a file that only this operating-system user can read; a spent one is replaced at once.
 */
export function createDoorGuard(options: { identity: Identity; launchFile: string }) {
  const clients = new Map<string, Admitted>();
  let address = '';
  let port = 0;
  let token = '';

  const secret = () => options.identity.randomBytes(32).toString('base64url');
  const digest = (text: string) => createHash('sha256').update(text).digest();

  function renewToken(): void {
    token = secret();
    mkdirSync(dirname(options.launchFile), { recursive: true });
    const partial = `${options.launchFile}.partial`;
    writeFileSync(partial, JSON.stringify({ address, token, url: `${address}/launch?token=${token}` }), {
      mode: 0o600,
    });
    renameSync(partial, options.launchFile);
  }

  return {
    /** Tells the guard where the door is and writes the first launch token. */
    open(listeningPort: number): string {
      port = listeningPort;
      address = `http://127.0.0.1:${port}`;
      renewToken();
      return address;
    },
    get address(): string {
      return address;
    },
    get launchUrl(): string {
      return `${address}/launch?token=${token}`;
    },
    /** Where the request says it goes to and comes from. */
    checkPlace(request: IncomingMessage): DoorRefusal | undefined {
      const { host, origin } = request.headers;
      if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)
        return { code: 'FOREIGN_HOST', status: 421 };
      if (origin !== undefined && origin !== `http://${host}`) return { code: 'FOREIGN_ORIGIN', status: 403 };
      const site = request.headers['sec-fetch-site'];
      if (site !== undefined && site !== 'same-origin' && site !== 'none')
        return { code: 'FOREIGN_ORIGIN', status: 403 };
      return undefined;
    },
    /** Exchanges the launch token, once, for a secret of a new client. */
    exchange(offered: string, kind: Admitted['kind']): { secret: string } | undefined {
      if (!timingSafeEqual(digest(offered), digest(token))) return undefined;
      renewToken();
      const issued = secret();
      const key = digest(issued).toString('hex');
      clients.set(key, { clientId: key.slice(0, 32), kind });
      return { secret: issued };
    },
    cookieHeader(issued: string): string {
      return `qmc_${port}=${issued}; HttpOnly; SameSite=Strict; Path=/`;
    },
    /** The client behind a cookie or a bearer. */
    admit(request: IncomingMessage): Admitted | undefined {
      const offered = bearerOf(request) ?? cookieOf(request, `qmc_${port}`);
      return offered === undefined ? undefined : clients.get(digest(offered).toString('hex'));
    },
  };
}
export type DoorGuard = ReturnType<typeof createDoorGuard>;

function bearerOf(request: IncomingMessage): string | undefined {
  return /^Bearer ([A-Za-z0-9_-]{20,200})$/u.exec(request.headers.authorization ?? '')?.[1];
}

function cookieOf(request: IncomingMessage, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name && value !== undefined) return value;
  }
  return undefined;
}
