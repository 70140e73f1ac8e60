import { afterAll, beforeAll, expect, it } from 'vitest';
import { FORM_TEMPLATE_FORMAT } from '../../shared/forms/form-template.ts';
import { standardForm } from '../../shared/forms/forms.ts';
import { pagesText } from '../pdf/pdf-tools.ts';
import { aReceipt, giveEveryRole, paper, receiveOne } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { storedFile, storedText } from '../support/stored-text.ts';
import { giveFile } from '../tables/a-workbook.ts';

let running: InProcessHost;
let client: CounterClient;

beforeAll(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
});
afterAll(() => running.close());

const slip = standardForm('slip');
const aTemplate = (more: Partial<typeof slip>) =>
  new TextEncoder().encode(
    JSON.stringify({
      format: FORM_TEMPLATE_FORMAT,
      form: { ...slip, id: 'tinh/mau-01', validity: { from: '2026-11-26', to: null }, ...more },
    }),
  );
const give = (bytes: Uint8Array) => giveFile(running, bytes);
const preview = async (bytes: Uint8Array) =>
  client.forms.preview({ requestId: requestId(), sha256: await give(bytes) });
const slipOf = async (dossierId: string) => {
  const drawn = await client.dossier.drawSlip({
    requestId: requestId(),
    dossierId: dossierId as never,
    paper: 'A5',
    copies: 2,
  });
  return await storedText(running, drawn.sha256);
};
const formOf = async (kind: string) => (await client.forms.list({})).kinds.find((each) => each.kind === kind);

it('a form given as a file is looked at first, prints from its day on, and earlier dossiers keep theirs', async () => {
  const before = await receiveOne(client);
  const title = 'GIẤY BIÊN NHẬN HỒ SƠ CỦA TỈNH';
  const sha256 = await give(aTemplate({ title }));
  const looked = await client.forms.preview({ requestId: requestId(), sha256 });
  expect(looked).toMatchObject({ problems: [], form: { formId: 'tinh/mau-01', title, shipped: false } });
  const [sample] = await pagesText(await storedFile(running, looked.sample?.sha256 ?? ''));
  expect(sample).toContain(title);
  expect(sample).toContain('Số định danh cá nhân/tổ chức: Số định danh cá nhân/tổ chức');
  expect((await formOf('slip'))?.next).toBeNull();

  const given = { requestId: requestId(), sha256, fileName: 'mau-01.json' };
  expect(await client.forms.give(given)).toEqual({ number: 1, formId: 'tinh/mau-01', from: '2026-11-26' });
  expect(await formOf('slip')).toMatchObject({
    inForce: { formId: 'tt-03-2025/mau-01' },
    next: { formId: 'tinh/mau-01', from: '2026-11-26' },
  });
  expect(running.rows("SELECT payload FROM event WHERE type = 'form.put-in-force'")).toHaveLength(1);
  expect((await preview(aTemplate({ title }))).problems).toEqual([
    { problem: 'id-taken', value: 'tinh/mau-01' },
  ]);

  running.clock.set('2026-11-26T02:00:00.000Z');
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  const after = await receiveOne(client);
  expect(await slipOf(after.dossierId)).toContain(title);
  expect(await slipOf(before.dossierId)).toContain('GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ');
  const { papers } = await client.dossier.get({ dossierId: after.dossierId });
  expect(papers).toMatchObject([{ formId: 'tinh/mau-01', title }]);
  const printing = { requestId: requestId(), paperIds: papers.map(({ paperId }) => paperId) };
  expect(await client.print.papers({ ...printing, to: { route: 'viewer' } })).toMatchObject({ title });
  expect((await client.print.log({ day: '2026-11-26' as never })).prints).toMatchObject([
    { formId: 'tinh/mau-01', title },
  ]);
});

it('what is wrong comes at once, and nothing of it gets in force', async () => {
  const bad = aTemplate({
    id: 'tinh/mau-01-sai',
    title: 'GIẤY TIẾP NHẬN 𠀀',
    validity: { from: '2026-11-01', to: null },
  });
  expect((await preview(bad)).problems).toEqual([
    { problem: 'too-early', value: '2026-11-01' },
    { problem: 'letter-missing', value: '𠀀' },
  ]);
  expect(
    await refusalOf(
      client.forms.give({ requestId: requestId(), sha256: await give(bad), fileName: 'sai.json' }),
    ),
  ).toMatchObject({ code: 'TEMPLATE_PROBLEMS', data: { count: 2 } });
  const large = new Uint8Array(300_000).fill(32);
  expect(await refusalOf(preview(large))).toMatchObject({ code: 'TEMPLATE_TOO_LARGE' });
  const nowhere = client.forms.preview({ requestId: requestId(), sha256: 'a'.repeat(64) as never });
  expect(await refusalOf(nowhere)).toMatchObject({ code: 'FILE_NOT_STORED' });
  expect((await client.forms.list({})).said).toHaveLength(1);
});

it('the set of 2018 is put in force again from a day on, and left again', async () => {
  const use = (formId: string, from: string) => client.forms.use({ requestId: requestId(), formId, from });
  expect((await formOf('apology'))?.choices.map(({ formId }) => formId)).toEqual([
    'tt-03-2025/mau-04',
    'tt-01-2018/mau-04',
  ]);
  expect(await refusalOf(use('tt-01-2018/mau-04', '2026-11-25'))).toMatchObject({
    code: 'FORM_TOO_EARLY',
    data: { earliest: '2026-11-26' },
  });
  expect(await refusalOf(use('tt-01-2018/mau-99', '2026-11-26'))).toMatchObject({ code: 'FORM_UNKNOWN' });
  await use('tt-01-2018/mau-01', '2026-11-26');
  expect(await slipOf((await receiveOne(client)).dossierId)).toContain('5. Thời gian trả kết quả');
  await use('tt-03-2025/mau-01', '2026-11-26');
  expect(await slipOf((await receiveOne(client)).dossierId)).not.toContain('5. Thời gian trả kết quả');
});

it('a form leaves as a template, which is given back under another name', async () => {
  const { sha256 } = await client.forms.template({ requestId: requestId(), formId: 'tt-01-2018/mau-04' });
  const text = new TextDecoder().decode(await storedFile(running, sha256));
  const { format, form } = JSON.parse(text);
  const changed = { ...form, id: 'tinh/mau-04', validity: { from: '2026-12-01', to: null } };
  const looked = await preview(
    new TextEncoder().encode(`\u{feff}${JSON.stringify({ format, form: changed })}`),
  );
  expect(looked).toMatchObject({ problems: [], form: { kind: 'apology' } });
});

it('a residence dossier takes home CT04 and is answered by CT06, from the day of their circular on', async () => {
  const { procedure } = await client.catalogue.get({ code: '1.010041' });
  const [entry] = procedure.cases;
  const received = await receiveOne(client, {
    ...aReceipt(),
    procedureCode: '1.010041',
    caseId: entry?.id ?? '',
    request: 'Xác nhận thông tin về cư trú',
    components: (entry?.components ?? []).map(({ id }) => paper(id)),
    fees: [],
  });
  const text = await slipOf(received.dossierId);
  expect(text).toContain('PHIẾU TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ');
  expect(text).toContain('1 bản chính');
  expect(text).toContain('Hình thức nhận kết quả (bản giấy, bản điện tử, tin nhắn SMS): bản giấy');
  const { stepId } = await client.life.refuse({
    requestId: requestId(),
    dossierId: received.dossierId,
    reason: 'Không thuộc thẩm quyền',
  });
  const notice = await client.life.drawNotice({ requestId: requestId(), stepId, paper: 'A4' });
  expect(await storedText(running, notice.sha256)).toContain(
    'PHIẾU THÔNG BÁO VỀ VIỆC GIẢI QUYẾT HỒ SƠ CƯ TRÚ',
  );
  expect(
    (await client.dossier.get({ dossierId: received.dossierId })).papers.map(({ formId }) => formId),
  ).toEqual(expect.arrayContaining(['tt-116-2026/ct04', 'tt-116-2026/ct06']));
});
