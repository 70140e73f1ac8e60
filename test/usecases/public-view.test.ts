import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pagesText } from '../pdf/pdf-tools.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { aPublication, workbookOf } from '../tables/a-publication.ts';
import { giveFile } from '../tables/a-workbook.ts';

describe('procedures made public', () => {
  let running: InProcessHost;
  let client: CounterClient;
  let citizen: CounterClient;
  beforeEach(async () => {
    running = await startInProcessHost();
    client = running.client('desk');
    await setUpAndSignIn(client);
    citizen = running.client('kiosk');
  });
  afterEach(() => running.close());

  it('are read without a sign-in, as they are in force today, and nothing else is', async () => {
    const { hits, day } = await citizen.publicView.search({ text: 'khai sinh' });
    expect(day).toBe('2026-11-24');
    expect(hits.map(({ code }) => code)).toContain('1.001193');
    const { notice } = await citizen.publicView.get({ code: '1.001193' });
    expect(notice.cases[0]?.components?.length).toBeGreaterThan(1);
    expect((await refusalOf(citizen.dossier.search({ text: '', limit: 5 } as never))).code).toBe(
      'NOT_SIGNED_IN',
    );
    expect((await refusalOf(citizen.publicView.get({ code: '9.999999' }))).code).toBe('PROCEDURE_UNKNOWN');
    await client.session.lock({ requestId: requestId() });
    expect((await client.publicView.get({ code: '1.001193' })).notice.code).toBe('1.001193');
  });

  it('hide what no source confirms, and procedures whose name is not confirmed', async () => {
    const { hits } = await citizen.publicView.search({ text: '' });
    expect(hits.map(({ code }) => code)).not.toContain('2.002913');
    expect((await refusalOf(citizen.publicView.get({ code: '2.002913' }))).code).toBe('PROCEDURE_UNKNOWN');
  });

  it('follow the publications of the office from their day on', async () => {
    const sha256 = await giveFile(running, await workbookOf(aPublication('25/11/2026')));
    const { number } = await client.catalogue.preview({ sha256 });
    await client.catalogue.publish({ requestId: requestId(), sha256, fileName: 'a.xlsx', number });
    expect((await refusalOf(citizen.publicView.get({ code: '1.999001' }))).code).toBe('PROCEDURE_UNKNOWN');
    running.clock.advance(86_400);
    const { notice } = await citizen.publicView.get({ code: '1.999001' });
    expect(notice).toMatchObject({
      subjects: ['Cá nhân'],
      steps: [{ name: 'Tiếp nhận' }, { name: 'Niêm yết' }],
    });
    expect(notice.cases[0]?.fees?.[0]?.exemptions).toEqual([{ name: 'Hộ nghèo', ground: 'Nghị quyết 1' }]);
  });

  it('are drawn on the paper that is posted, which the log knows', async () => {
    const { sha256 } = await client.catalogue.drawNotice({ requestId: requestId(), code: '1.001193' });
    const { readers, folder } = running.host.active();
    const pdf = await folder.blobs.readAll(readers.blobs.find(sha256) as never);
    const text = (await pagesText(pdf)).join(' ').replace(/\s+/gu, ' ');
    expect(text).toContain('THỦ TỤC HÀNH CHÍNH NIÊM YẾT CÔNG KHAI');
    expect(text).toContain('1.001193');
    expect(text).toContain('Tờ khai đăng ký khai sinh (1 bản chính');
    expect(running.rows("SELECT subject_id FROM event WHERE type = 'catalogue.notice-drawn'")).toEqual([
      { subject_id: '1.001193' },
    ]);
  });

  it('can all be drawn', async () => {
    const { hits } = await citizen.publicView.search({ text: '' });
    const largest = ['1.004222', '2.000815', '1.014027'];
    for (const code of largest.filter((known) => hits.some((hit) => hit.code === known)))
      await client.catalogue.drawNotice({ requestId: requestId(), code });
  });
});
