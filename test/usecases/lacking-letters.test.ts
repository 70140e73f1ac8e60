import { afterAll, beforeAll, expect, it } from 'vitest';
import { aCitizen, aReceipt, giveEveryRole, receiveOne, recordResult } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

let running: InProcessHost;
let desk: CounterClient;

beforeAll(async () => {
  running = await startInProcessHost();
  desk = running.client('desk');
  await setUpAndSignIn(desk);
  await giveEveryRole(desk);
});
afterAll(() => running.close());

const slipOf = (dossierId: string) =>
  desk.dossier.drawSlip({
    requestId: requestId(),
    dossierId: dossierId as never,
    paper: 'A5',
    copies: 2,
  });

it.each(['王小明', 'សុខ ចាន់', '𠀀'])(
  'a name of other letters, %s, is refused before a dossier has it',
  async (name) => {
    const receipt = aReceipt({ ...aCitizen().person, name });
    const refusal = await refusalOf(desk.dossier.receive({ requestId: requestId(), receipt }));
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT' });
    expect(JSON.stringify(refusal.data)).toContain('letter_not_printable');
  },
);

it('a paper with words that came from elsewhere in other letters says which ones it lacks', async () => {
  const { dossierId } = await receiveOne(desk);
  expect(await slipOf(dossierId)).toMatchObject({ lacking: '' });
  // Names of procedures, agencies and results come from files and from the province, which no schema of ours holds to Latin letters.
  const strange = 'Chứng thực cho 王小明 ខ 王';
  running.host
    .active()
    .folder.write.prepare(
      "UPDATE dossier SET procedure_name = @strange, terms = json_set(terms, '$.request', @strange) WHERE id = @dossierId",
    )
    .run({ strange, dossierId });
  expect(await slipOf(dossierId)).toMatchObject({ lacking: '王小明ខ' });
  const drawing = { requestId: requestId(), dossierId };
  expect(await desk.dossier.drawProcess(drawing)).toMatchObject({ lacking: '王小明ខ' });
  expect(await desk.dossier.drawControl({ ...drawing, requestId: requestId() })).toMatchObject({
    lacking: '',
  });
  const days = { from: '2026-11-01', to: '2026-11-30', field: null };
  const book = { requestId: requestId(), exportId: crypto.randomUUID(), ...days, paper: 'A4' as const };
  expect(await desk.register.draw(book)).toMatchObject({ rows: 1, lacking: '王小明ខ' });
  await recordResult(desk, dossierId);
  expect(
    await desk.results.drawList({ requestId: requestId(), dossierIds: [dossierId] as never }),
  ).toMatchObject({ lacking: '王小明ខ' });
  const notice = await desk.catalogue.drawNotice({ requestId: requestId(), code: '2.000815' });
  expect(notice.lacking).toBe('');
});
