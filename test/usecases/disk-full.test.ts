import { join } from 'node:path';
import { expect, it } from 'vitest';
import { setUpAndSignIn } from '../support/an-office.ts';
import { startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { mountSmallDisk } from '../support/small-disk.ts';

const disk = mountSmallDisk(24);

it.skipIf(disk === undefined)(
  'refuses a command on a full disk, keeps what was there, and works again when there is room',
  async () => {
    if (disk === undefined) return;
    const running = await startInProcessHost({ folder: join(disk.path, 'counter') });
    const admin = running.client();
    try {
      await setUpAndSignIn(admin);
      const before = await admin.office.get({});
      disk.fillUpTo(0);
      let refused: { code: string; data: unknown } | undefined;
      // The write-ahead log may have room left from earlier commits; it is used up after a few commands at most.
      for (let index = 0; index < 400 && refused === undefined; index += 1) {
        const call = admin.office.rename({
          requestId: requestId(),
          name: `Trung tâm Phục vụ hành chính công xã số ${index}`,
        });
        refused = await call.then(
          () => undefined,
          () => refusalOf(admin.office.rename({ requestId: requestId(), name: 'Tên khi đĩa đầy' })),
        );
      }
      expect(refused).toEqual({ code: 'DISK_FULL', data: { folder: running.folder } });
      expect((await admin.office.get({})).officeId).toBe(before.officeId);
      disk.free();
      const { name } = await admin.office.rename({
        requestId: requestId(),
        name: 'Trung tâm sau khi dọn đĩa',
      });
      expect((await admin.office.get({})).current.name).toBe(name);
      expect(await admin.health.verifyAudit({ requestId: requestId() })).toMatchObject({ intact: true });
    } finally {
      await running.close();
      disk.remove();
    }
  },
);
