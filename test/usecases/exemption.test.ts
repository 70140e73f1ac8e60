import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeeChoice } from '../../shared/domain/dossier/fees.ts';
import { pagesText } from '../pdf/pdf-tools.ts';
import { aReceipt, giveEveryRole, paper, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { aPublication, workbookOf } from '../tables/a-publication.ts';
import { giveFile } from '../tables/a-workbook.ts';

const PAPER = 'Giấy chứng nhận hộ nghèo số 12/2026';

describe('an exemption of the catalogue', () => {
  let running: InProcessHost;
  let client: CounterClient;
  beforeEach(async () => {
    running = await startInProcessHost();
    client = running.client('desk');
    await setUpAndSignIn(client);
    await giveEveryRole(client);
    const sha256 = await giveFile(running, await workbookOf(aPublication('24/11/2026')));
    const { number } = await client.catalogue.preview({ sha256 });
    await client.catalogue.publish({ requestId: requestId(), sha256, fileName: 'a.xlsx', number });
  });
  afterEach(() => running.close());

  async function receive(fee: object) {
    const { procedure } = await client.catalogue.get({ code: '1.999001' });
    const [first] = procedure.cases;
    const choice = { settlement: 'now', quantity: 1, councilAmountVnd: null, originals: [], waivedFor: null };
    return await receiveOne(client, {
      ...aReceipt(),
      procedureCode: '1.999001',
      caseId: first?.id ?? '',
      components: [paper(first?.components[0]?.id ?? '')],
      fees: [{ feeId: first?.fees[0]?.id ?? '', ...choice, ...fee } as never],
    });
  }
  const exempt = (name: string) => ({ settlement: 'waived', exemption: { name, paper: PAPER } });
  const packet = () =>
    running.rows<{ bytes: Buffer }>('SELECT bytes FROM packet ORDER BY seq DESC LIMIT 1')[0];
  async function slipOf(dossierId: string): Promise<string> {
    const id = dossierId as never;
    const slip = await client.dossier.drawSlip({
      requestId: requestId(),
      dossierId: id,
      paper: 'A4',
      copies: 1,
    });
    const { readers, folder } = running.host.active();
    const pdf = await folder.blobs.readAll(readers.blobs.find(slip.sha256) as never);
    return (await pagesText(pdf)).join(' ').replace(/\s+/gu, ' ');
  }

  it('is chosen with its paper: nothing is taken, and dossier, slip and packet say by which ground', async () => {
    const { dossierId, totalVnd } = await receive(exempt('Hộ nghèo'));
    expect(totalVnd).toBe(0);
    const { fees } = await client.dossier.get({ dossierId });
    expect(fees).toMatchObject([
      {
        amountVnd: 0,
        waivedFor: 'Hộ nghèo (Nghị quyết 1)',
        choice: { settlement: 'waived', exemption: { name: 'Hộ nghèo', paper: PAPER } },
        exemptions: [{ name: 'Hộ nghèo', ground: 'Nghị quyết 1' }],
      },
    ]);
    expect(packet()?.bytes.toString()).toContain(
      `"ground":"Nghị quyết 1","name":"Hộ nghèo","paper":"${PAPER}"`,
    );
    expect(running.rows("SELECT 1 FROM event WHERE payload LIKE '%Hộ nghèo%'")).toEqual([]);
    expect(await slipOf(dossierId)).toContain(`Lệ phí: Hộ nghèo (Nghị quyết 1); giấy tờ: ${PAPER}`);
  });

  it('is one that the catalogue has, and never without a paper', async () => {
    expect(await refusalOf(receive(exempt('Người quen')))).toMatchObject({
      code: 'FEE_EXEMPTION_UNKNOWN',
      data: { exemption: 'Người quen' },
    });
    const noPaper = { settlement: 'waived', exemption: { name: 'Hộ nghèo', paper: ' ' } };
    expect((await refusalOf(receive(noPaper))).code).toBe('INVALID_INPUT');
    expect((await refusalOf(receive({ settlement: 'waived' }))).code).toBe('FEE_WAIVER_REASON_NEEDED');
  });

  it('changes by a correction only, which keeps what stood before', async () => {
    const { dossierId, totalVnd } = await receive({});
    expect(totalVnd).toBe(10_000);
    const [line] = (await client.dossier.get({ dossierId })).fees;
    const correct = (fees: unknown[]) =>
      client.life.correct({
        requestId: requestId(),
        dossierId,
        request: null,
        party: null,
        fees: fees as never,
        reason: 'Người nộp mang giấy đến sau',
      });
    expect((await refusalOf(correct([line?.choice]))).code).toBe('NOTHING_CORRECTED');
    expect((await refusalOf(correct([]))).code).toBe('FEE_NOT_DECIDED');
    expect((await correct([{ ...line?.choice, ...exempt('Hộ nghèo') }])).fields).toEqual(['fees']);
    const corrected = await client.dossier.get({ dossierId });
    expect(corrected).toMatchObject({ totalVnd: 0, fees: [{ waivedFor: 'Hộ nghèo (Nghị quyết 1)' }] });
    const [kept] = running.rows<{ before: string }>('SELECT before FROM dossier_correction');
    expect(JSON.parse(kept?.before ?? '{}')).toMatchObject({ fees: { totalVnd: 10_000 } });
    expect(packet()?.bytes.toString()).toContain('"fields":["fees"]');
    expect(await slipOf(dossierId)).toContain('Miễn phí, lệ phí');
    // And back: what is no longer exempt is taken later.
    const [exempted] = corrected.fees;
    const { exemption: _proved, ...choice } = (exempted as { choice: FeeChoice }).choice;
    const back = { ...choice, settlement: 'later' };
    await correct([back]);
    expect((await client.dossier.get({ dossierId })).fees).toMatchObject([
      { amountVnd: null, waivedFor: null },
    ]);
  });
});
