import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, it, vi } from 'vitest';
import { scannedPage } from '../pages/scanned-page.ts';
import { aTextSheet } from '../pages/text-page.ts';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { giveEveryRole, ORIGINAL, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import { startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { mountSmallDisk } from '../support/small-disk.ts';

const disk = mountSmallDisk(64);
afterAll(() => disk?.remove());

it.skipIf(disk === undefined)(
  'a digital copy for which the disk has no room is refused as that, leaves nothing, and is made when there is room',
  async () => {
    if (disk === undefined) return;
    const running = await startInProcessHost({ folder: join(disk.path, 'counter') });
    const client = running.client('desk');
    try {
      await setUpAndSignIn(client);
      await giveEveryRole(client);
      const { dossierId } = await receiveOne(client);
      const place = { dossierId, componentId: ORIGINAL };
      const jpeg = await aPaperJpeg({ dpi: 200 });
      const by = { id: 'desk', kind: 'window' } as const;
      const uploaded = await running.host.storeUpload(by, Readable.from([jpeg]), 'image/jpeg');
      if (!uploaded.ok) throw new Error(uploaded.refusal.code);
      const sha256 = uploaded.value.sha256 as never;
      await client.scan.addFile({ requestId: requestId(), ...place, sha256 });
      const copy = () => client.scan.makeDigitalCopy({ requestId: requestId(), ...place });
      const work = join(running.folder, 'work');
      await vi.waitFor(() => expect(running.rows('SELECT 1 FROM page_to_measure')).toEqual([]), {
        timeout: 20_000,
        interval: 50,
      });
      // No room for the page; and room for the page, not for the PDF that a helper writes beside it.
      for (const left of [0, jpeg.length * 1.5]) {
        disk.fillUpTo(left);
        expect(await refusalOf(copy()), `${left} bytes left`).toEqual({
          code: 'DISK_FULL',
          data: { folder: running.folder },
        });
        disk.free();
        expect(existsSync(work) ? readdirSync(work) : []).toEqual([]);
      }
      expect(await copy()).toMatchObject({ pages: 1 });
    } finally {
      disk.free();
      await running.close();
    }
  },
  60_000,
);

it.skipIf(disk === undefined)(
  'one for whose smaller pages the disk has no room is refused as that, too',
  async () => {
    if (disk === undefined) return;
    const running = await startInProcessHost({ folder: join(disk.path, 'smaller') });
    const client = running.client('desk');
    try {
      await setUpAndSignIn(client);
      await giveEveryRole(client);
      const { dossierId } = await receiveOne(client);
      const place = { dossierId, componentId: ORIGINAL };
      const sheet = aTextSheet(88).svg;
      const jpeg = await scannedPage(sheet, seededRandom(88), { dpi: 300, quality: 85, skew: 0 });
      const by = { id: 'desk', kind: 'window' } as const;
      const uploaded = await running.host.storeUpload(by, Readable.from([jpeg]), 'image/jpeg');
      if (!uploaded.ok) throw new Error(uploaded.refusal.code);
      const sha256 = uploaded.value.sha256 as never;
      await client.scan.addFile({ requestId: requestId(), ...place, sha256 });
      await client.scan.setCopyLimit({ requestId: requestId(), megabytes: 1 });
      await vi.waitFor(() => expect(running.rows('SELECT 1 FROM page_to_measure')).toEqual([]), {
        timeout: 20_000,
        interval: 50,
      });
      const copy = () => client.scan.makeDigitalCopy({ requestId: requestId(), ...place });
      // Room for the page and for the PDF of it as it is, not for the page that takes its place.
      disk.fillUpTo(jpeg.length * 2 + 150_000);
      expect((await refusalOf(copy())).code).toBe('DISK_FULL');
      disk.free();
      const work = join(running.folder, 'work');
      expect(existsSync(work) ? readdirSync(work) : []).toEqual([]);
      expect(await copy()).toMatchObject({ pages: 1, reEncoded: 1 });
    } finally {
      disk.free();
      await running.close();
    }
  },
  90_000,
);
