import { aPaperJpeg } from '../../pdf/a-scan.ts';
import { ORIGINAL } from '../../support/a-receipt.ts';
import { DEMO_PIN, demoKeys, demoSigners } from '../../support/demo-keys.ts';
import { removeFolder, temporaryFolder } from '../../support/headless-host.ts';
import { requestId } from '../../support/request-id.ts';
import { pageCodes } from '../../support/slip-codes.ts';
import { BINH, handOver, MAI } from './deeds.ts';
import type { Walk } from './walk.ts';

/** Paper copies over the turn of the year: a number is of the year in which its signing starts, and the last one ticked off brings the result. */
export const turnOfTheYear: Walk = {
  name: 'bản sao giấy qua năm mới',
  from: '2026-12-31T08:30:00.000Z',
  async walk(office) {
    const { client } = office;
    const ids: string[] = [];
    const signer = async () => (await client.book.signers({})).signers[0]?.signerId ?? requestId();
    const number = (which: readonly number[]) => async () =>
      client.paperCopy.number({
        requestId: requestId(),
        paperCopyIds: which.map((at) => ids[at] ?? '') as never,
        signerId: await signer(),
      });
    await office.act('nhận 3 bản chính, mỗi bản 5 bản', async () => {
      const { dossierId, paperCopies } = await client.paperCopy.receive({
        requestId: requestId(),
        requester: MAI,
        check: 'card-qr',
        originals: [
          { title: 'Bằng tốt nghiệp đại học', pages: 1, copies: 5 },
          { title: 'Giấy khai sinh', pages: 2, copies: 5 },
          { title: 'Bảng điểm học tập', pages: 4, copies: 5 },
        ],
        compared: true,
        settlement: 'now',
        waivedFor: null,
      });
      office.dossierId = dossierId;
      ids.push(...paperCopies.map(({ paperCopyId }) => paperCopyId));
    });
    await office.act('cấp số khi chưa khai người ký', number([0]));
    await demoSigners(client);
    await office.act('cấp số bản thứ nhất', number([0]));
    await office.at('04/01/2027 08:00');
    await office.act('cấp số hai bản còn lại', number([2, 1]));
    const covers = async () => {
      const drawn = await client.paperCopy.drawCovers({
        requestId: requestId(),
        paperCopyIds: ids as never,
      });
      for (const code of await pageCodes(await office.open(drawn.sha256)))
        await client.paperCopy.tick({ requestId: requestId(), code });
    };
    await office.act('in phiếu trình ký, ký, đóng dấu, quét phiếu', covers);
    await office.act('trả cho người nộp', handOver(office, MAI));
  },
  // 5 x 2.000 + 5 x 4.000 + 5 x (4.000 + 2 x 1.000) = 60.000. Received after 15:00 on Thursday 31/12; Friday 01/01 is a holiday: Monday.
  table: [
    '31/12/2026 15:30 | nhận 3 bản chính, mỗi bản 5 bản | H61.45-261231-3001 · received 2 · hẹn 04/01/2027 17:00 · 60000 đ · chưa in · compared · compared · compared',
    '31/12/2026 15:30 | cấp số khi chưa khai người ký | KHÔNG ĐƯỢC: SIGNER_UNKNOWN',
    '31/12/2026 15:30 | cấp số bản thứ nhất | H61.45-261231-3001 · received 2 · hẹn 04/01/2027 17:00 · 60000 đ · chưa in · 1243/2026 numbered · compared · compared',
    '04/01/2027 08:00 | cấp số hai bản còn lại | H61.45-261231-3001 · received 2 · hẹn 04/01/2027 17:00 · 60000 đ · chưa in · 1243/2026 numbered · 01/2027 numbered · 02/2027 numbered',
    '04/01/2027 08:00 | in phiếu trình ký, ký, đóng dấu, quét phiếu | H61.45-261231-3001 · result-in 9 · hẹn 04/01/2027 17:00 · 60000 đ · PTKx1 · 1243/2026 issued · 01/2027 issued · 02/2027 issued',
    '04/01/2027 08:00 | trả cho người nộp | H61.45-261231-3001 · returned 10 · hẹn 04/01/2027 17:00 · 60000 đ · PTKx1 · 1243/2026 issued · 01/2027 issued · 02/2027 issued',
  ],
};

/**
 * Copies on paper and electronic ones of the same originals, over the turn of the year: each book has its own numbers, a number is of the day on which its signing
 * starts, a copy that the officer gives back takes none, and a dossier has its result with the last of its copies of either kind.
 */
export const copiesOverTheYear: Walk = {
  name: 'bản sao giấy và bản sao điện tử qua năm mới',
  from: '2026-12-31T02:00:00.000Z',
  async walk(office) {
    const { client } = office;
    const keyFolder = temporaryFolder('qmc-walk-keys-');
    const keys = await demoKeys(client, keyFolder, '2026-12-31T02:00:00.000Z');
    const signerId = (await client.book.signers({})).signers[0]?.signerId ?? '';
    const page = await aPaperJpeg({ inkedShare: 0.4, dpi: 200 });
    const visit = (requester: typeof MAI, title: string, copies: number) => async () => {
      const { dossierId } = await client.paperCopy.receive({
        requestId: requestId(),
        requester,
        check: 'card-qr',
        originals: [{ title, pages: 1, copies }],
        compared: true,
        settlement: 'now',
        waivedFor: null,
      });
      office.dossierId = dossierId;
    };
    const place = () => ({ dossierId: office.dossierId as never, componentId: ORIGINAL });
    const scan = async () => {
      const sha256 = await office.upload(page, 'image/jpeg');
      await client.scan.addFile({ requestId: requestId(), ...place(), sha256: sha256 as never });
      await client.scan.makeDigitalCopy({ requestId: requestId(), ...place() });
    };
    const compare = (title: string) => async () => {
      const { components } = await client.dossier.get({ dossierId: office.dossierId as never });
      const sha256 = components.find(({ componentId }) => componentId === ORIGINAL)?.digitalCopy?.sha256;
      const about = { ...place(), title, sha256: sha256 as never, pagesMatched: [1] };
      await client.certify.compare({ requestId: requestId(), ...about });
    };
    const electronic = async (state: 'compared' | 'officer-signed') => {
      const { copies } = await client.certify.queue({ states: [state] });
      return copies.filter(({ dossierId }) => dossierId === office.dossierId).map(({ copyId }) => copyId);
    };
    const sign = async () => {
      const copyIds = await electronic('compared');
      await client.certify.sign({ requestId: requestId(), copyIds, keyId: keys.officer, pin: DEMO_PIN });
    };
    const seal = async () => {
      const copyIds = await electronic('officer-signed');
      await client.certify.seal({ requestId: requestId(), copyIds, keyId: keys.agency, pin: DEMO_PIN });
    };
    const giveBack = async () => {
      const [copyId] = await electronic('compared');
      const reason = 'Trang 1 mờ, quét lại';
      await client.certify.giveBack({ requestId: requestId(), copyId: copyId as never, reason });
    };
    const papers = async () => {
      const { paperCopies } = await client.dossier.get({ dossierId: office.dossierId as never });
      return paperCopies.map(({ paperCopyId }) => paperCopyId);
    };
    const number = async () =>
      client.paperCopy.number({ requestId: requestId(), paperCopyIds: await papers(), signerId });
    const tick = async () => {
      const drawn = await client.paperCopy.drawCovers({
        requestId: requestId(),
        paperCopyIds: await papers(),
      });
      for (const code of await pageCodes(await office.open(drawn.sha256)))
        await client.paperCopy.tick({ requestId: requestId(), code });
    };
    await office.act('nhận 1 bản chính, 3 bản giấy', visit(MAI, 'Bằng tốt nghiệp đại học', 3));
    await office.act('quét bản chính', scan);
    await office.act('đối chiếu bản điện tử', compare('Bằng tốt nghiệp đại học'));
    await office.act('ký bản điện tử', sign);
    await office.act('cấp số bản giấy', number);
    await office.act('in phiếu trình ký, ký, đóng dấu, quét phiếu', tick);
    await office.act('trả khi bản điện tử chưa đóng dấu', handOver(office, MAI));
    const first = office.dossierId;
    await office.at('31/12/2026 15:30');
    await office.act('nhận 1 bản chính, 1 bản giấy', visit(BINH, 'Giấy khai sinh', 1));
    await office.act('quét bản chính', scan);
    await office.act('đối chiếu bản điện tử', compare('Giấy khai sinh'));
    await office.act('cán bộ ký trả lại bản điện tử', giveBack);
    await office.at('04/01/2027 08:00');
    await office.act('đối chiếu lại bản điện tử', compare('Giấy khai sinh'));
    await office.act('ký bản điện tử', sign);
    await office.act('đóng dấu bản điện tử', seal);
    await office.act('cấp số bản giấy', number);
    await office.act('in phiếu trình ký, ký, đóng dấu, quét phiếu', tick);
    await office.act('trả cho người nộp', handOver(office, BINH));
    office.dossierId = first;
    await office.act('đóng dấu bản điện tử ký năm trước', seal);
    await office.act('trả cho người nộp', handOver(office, MAI));
    removeFolder(keyFolder);
  },
  // 3 x 2.000 = 6.000 and 2.000: an electronic copy has no fee of its own in the tariff. Received before 15:00 it is due the same day; after it on Monday.
  table: [
    '31/12/2026 09:00 | nhận 1 bản chính, 3 bản giấy | H61.45-261231-3001 · received 2 · hẹn 31/12/2026 17:00 · 6000 đ · chưa in · compared',
    '31/12/2026 09:00 | quét bản chính | H61.45-261231-3001 · received 2 · hẹn 31/12/2026 17:00 · 6000 đ · chưa in · compared',
    '31/12/2026 09:00 | đối chiếu bản điện tử | H61.45-261231-3001 · received 2 · hẹn 31/12/2026 17:00 · 6000 đ · chưa in · compared · điện tử compared',
    '31/12/2026 09:00 | ký bản điện tử | H61.45-261231-3001 · received 2 · hẹn 31/12/2026 17:00 · 6000 đ · chưa in · compared · điện tử 01/2026 officer-signed',
    '31/12/2026 09:00 | cấp số bản giấy | H61.45-261231-3001 · received 2 · hẹn 31/12/2026 17:00 · 6000 đ · chưa in · 1243/2026 numbered · điện tử 01/2026 officer-signed',
    '31/12/2026 09:00 | in phiếu trình ký, ký, đóng dấu, quét phiếu | H61.45-261231-3001 · received 2 · hẹn 31/12/2026 17:00 · 6000 đ · PTKx1 · 1243/2026 issued · điện tử 01/2026 officer-signed',
    '31/12/2026 09:00 | trả khi bản điện tử chưa đóng dấu | KHÔNG ĐƯỢC: ACTION_NOT_ALLOWED',
    '31/12/2026 15:30 | nhận 1 bản chính, 1 bản giấy | H61.45-261231-3002 · received 2 · hẹn 04/01/2027 17:00 · 2000 đ · chưa in · compared',
    '31/12/2026 15:30 | quét bản chính | H61.45-261231-3002 · received 2 · hẹn 04/01/2027 17:00 · 2000 đ · chưa in · compared',
    '31/12/2026 15:30 | đối chiếu bản điện tử | H61.45-261231-3002 · received 2 · hẹn 04/01/2027 17:00 · 2000 đ · chưa in · compared · điện tử compared',
    '31/12/2026 15:30 | cán bộ ký trả lại bản điện tử | H61.45-261231-3002 · received 2 · hẹn 04/01/2027 17:00 · 2000 đ · chưa in · compared · điện tử returned',
    '04/01/2027 08:00 | đối chiếu lại bản điện tử | H61.45-261231-3002 · received 2 · hẹn 04/01/2027 17:00 · 2000 đ · chưa in · compared · điện tử returned · điện tử compared',
    '04/01/2027 08:00 | ký bản điện tử | H61.45-261231-3002 · received 2 · hẹn 04/01/2027 17:00 · 2000 đ · chưa in · compared · điện tử returned · điện tử 01/2027 officer-signed',
    '04/01/2027 08:00 | đóng dấu bản điện tử | H61.45-261231-3002 · received 2 · hẹn 04/01/2027 17:00 · 2000 đ · chưa in · compared · điện tử returned · điện tử 01/2027 certified',
    '04/01/2027 08:00 | cấp số bản giấy | H61.45-261231-3002 · received 2 · hẹn 04/01/2027 17:00 · 2000 đ · chưa in · 01/2027 numbered · điện tử returned · điện tử 01/2027 certified',
    '04/01/2027 08:00 | in phiếu trình ký, ký, đóng dấu, quét phiếu | H61.45-261231-3002 · result-in 9 · hẹn 04/01/2027 17:00 · 2000 đ · PTKx1 · 01/2027 issued · điện tử returned · điện tử 01/2027 certified',
    '04/01/2027 08:00 | trả cho người nộp | H61.45-261231-3002 · returned 10 · hẹn 04/01/2027 17:00 · 2000 đ · PTKx1 · 01/2027 issued · điện tử returned · điện tử 01/2027 certified',
    '04/01/2027 08:00 | đóng dấu bản điện tử ký năm trước | H61.45-261231-3001 · result-in 9 · hẹn 31/12/2026 17:00 TRỄ · 6000 đ · PTKx1 · 1243/2026 issued · điện tử 01/2026 certified',
    '04/01/2027 08:00 | trả cho người nộp | H61.45-261231-3001 · returned 10 · hẹn 31/12/2026 17:00 TRỄ · 6000 đ · PTKx1 · 1243/2026 issued · điện tử 01/2026 certified',
  ],
};
