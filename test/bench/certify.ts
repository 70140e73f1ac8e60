import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { giveEveryRole, ORIGINAL, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import { DEMO_PIN, demoKeys } from '../support/demo-keys.ts';
import { removeFolder, temporaryFolder } from '../support/headless-host.ts';
import { startInProcessHost } from '../support/in-process-host.ts';
import { requestId } from '../support/request-id.ts';
import { storedFile } from '../support/stored-text.ts';
import { report, summarise, timed } from './measure.ts';

/**
 * One electronic certified copy of ten colour pages, about 5 MB, against two runs of poppler's `pdfsig -add-signature` on the same digital copy, in turns.
 *
 * Ours is `certify.sign` and `certify.seal` through the dispatcher, warm: number, statement, fields, two PAdES signatures, the check of the finished bytes by our own
 * verifier, hashes, encryption and commits. The peer signs twice with the same key and certificate, a process each, and checks nothing. `pdfsig` run once on
 * the finished file is printed beside.
 */
const N = 8;
const WARM = 2;
const PAGES = 10;
const TARGET = 0.7;

const run = promisify(execFile);
const running = await startInProcessHost();
const folder = temporaryFolder('qmc-bench-certify-');
try {
  const client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  const keys = await demoKeys(client, running.folder, running.clock.now());
  const pages = await Promise.all(
    Array.from({ length: PAGES }, (_, index) => aPaperJpeg({ dpi: 250, inkedShare: 0.4 + index / 25 })),
  );
  const { database, nick } = await nssDatabase();
  const [ours, peer, checked]: [number[], number[], number[]] = [[], [], []];
  let bytes = 0;
  for (let index = -WARM; index < N; index += 1) {
    const { copyId, sha256 } = await putUp();
    const original = await storedFile(running, sha256);
    bytes = original.byteLength;
    const file = join(folder, 'copy.pdf');
    await writeFile(file, original);
    const turns = [
      async () => ours.push(await timed(() => certify(copyId))),
      async () => peer.push(await timed(() => signTwice(file))),
    ];
    for (const turn of index % 2 === 0 ? turns : turns.reverse()) await turn();
    checked.push(
      await timed(() => run('pdfsig', ['-nssdir', database, '-no-ocsp', join(folder, 'signed-2.pdf')])),
    );
    if (index < 0) for (const times of [ours, peer, checked]) times.length = 0;
  }
  const [our, their] = [summarise(ours), summarise(peer)];
  report({
    bench: 'certify',
    ours: our.p50,
    peer: their.p50,
    target: TARGET,
    peerName: 'pdfsig -add-signature, twice (poppler-utils)',
    figures: { n: our.n, oursP99: our.p99, peerP99: their.p99, bytes, pdfsigCheck: summarise(checked).p50 },
  });

  async function putUp() {
    const { dossierId } = await receiveOne(client);
    const place = { dossierId: dossierId as never, componentId: ORIGINAL };
    for (const page of pages) {
      const by = { id: 'desk', kind: 'window' } as const;
      const stored = await running.host.storeUpload(by, Readable.from([page]), 'image/jpeg');
      if (!stored.ok) throw new Error(stored.refusal.code);
      await client.scan.addFile({ requestId: requestId(), ...place, sha256: stored.value.sha256 as never });
    }
    while (running.rows('SELECT 1 FROM page_to_measure LIMIT 1').length > 0) await sleep(100);
    const copy = await client.scan.makeDigitalCopy({ requestId: requestId(), ...place });
    const pagesMatched = Array.from({ length: copy.pages }, (_, page) => page + 1);
    const compared = { ...place, title: 'Học bạ', sha256: copy.sha256, pagesMatched };
    return {
      copyId: (await client.certify.compare({ requestId: requestId(), ...compared })).copyId,
      sha256: copy.sha256,
    };
  }

  async function certify(copyId: never | string): Promise<void> {
    const batch = { copyIds: [copyId as never], pin: DEMO_PIN };
    const signed = await client.certify.sign({ requestId: requestId(), ...batch, keyId: keys.officer });
    const sealed = await client.certify.seal({ requestId: requestId(), ...batch, keyId: keys.agency });
    for (const { ok, refusal } of [...signed.outcomes, ...sealed.outcomes])
      if (!ok) throw new Error(refusal?.code);
  }

  /** The officer's key in a database of NSS, by the name that it has there. */
  async function nssDatabase(): Promise<{ database: string; nick: string }> {
    const path = `sql:${folder}`;
    const root = join(folder, 'root.crt');
    await run('certutil', ['-N', '-d', path, '--empty-password']);
    await writeFile(root, keys.root);
    await run('certutil', ['-A', '-d', path, '-n', 'root', '-t', 'CT,C,C', '-i', root]);
    await run('pk12util', ['-i', join(running.folder, 'officer.p12'), '-d', path, '-W', DEMO_PIN, '-K', '']);
    const { stdout } = await run('certutil', ['-K', '-d', path]);
    const found = /^<\s*0>\s+\S+\s+[0-9a-f]+\s+(.*)$/mu.exec(stdout)?.[1];
    if (found === undefined) throw new Error(`no key in ${stdout}`);
    return { database: path, nick: found.replace(/^NSS Certificate DB:/u, '').trim() };
  }

  async function signTwice(file: string): Promise<void> {
    const sign = async (from: string, to: string) =>
      await run('pdfsig', [
        ...['-nssdir', database, '-nocert', '-no-ocsp', '-add-signature', '-nick', nick],
        ...[from, join(folder, to)],
      ]);
    await sign(file, 'signed-1.pdf');
    await sign(join(folder, 'signed-1.pdf'), 'signed-2.pdf');
  }
} finally {
  await running.close();
  removeFolder(folder);
}
