import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DossierView } from '../../shared/contract/dossier.ts';
import type { DemoDay } from './demo-day.ts';

/** A file of the day as it lies in the output folder. */
interface KeptFile {
  /** Path within the output folder. */
  file: string;
  sha256: string;
}

interface DossierRecord {
  code: string;
  procedure: string;
  case: string;
  state: DossierView['state'];
  due: string;
  late: boolean;
  handedTo: string | null;
  slips: KeptFile[];
  digital: (KeptFile & { component: string; pages: number })[];
  certified: (KeptFile & { number: string; book: string; verdict: string; signatures: string[] })[];
}

/** What `summary.json` says of the day. */
export interface DemoSummary {
  day: string;
  province: string;
  dossiers: DossierRecord[];
  procedures: number;
  packets: number;
  receipts: number;
  mishaps: DemoDay['mishaps'];
  signedPapers: DemoDay['signedPapers'];
  /** Whatever the two ledgers, or the files here and at the province, do not say alike; and numbers given twice. */
  differences: number;
  differing: string[];
}

/** Writes slips, digital copies, certified copies, the trust root and the summary; every file is read back through the window's door. */
export async function keepEvidence(day: DemoDay, out: string): Promise<DemoSummary> {
  for (const folder of ['slips', 'digital', 'certified']) await mkdir(join(out, folder), { recursive: true });
  await writeFile(join(out, 'demo-root.crt'), day.trustRoot);
  const dossiers: DossierRecord[] = [];
  for (const dossierId of day.dossierIds) dossiers.push(await keepDossier(day, out, dossierId));

  const { client } = day.office.staff.administrator;
  const days = dayOf(await firstReceivedAt(day));
  const ledger = await client.delivery.ledger(days);
  const compared = await client.delivery.reconcile(days);
  const { connection } = await client.delivery.status({});
  const differing = [
    ...compared.differences.map(({ epoch, seq, difference }) => `packet ${epoch}/${seq}: ${difference}`),
    ...(await missingAtProvince(dossiers, out)),
    ...doubled(
      'code',
      dossiers.map(({ code }) => code),
    ),
    ...doubled(
      'number',
      dossiers.flatMap(({ certified }) => certified.map(({ number, book }) => `${number} ${book}`)),
    ),
  ];
  const count = (what: 'created' | 'receipted') => ledger.days.reduce((sum, each) => sum + each[what], 0);
  const summary: DemoSummary = {
    day: days.from,
    province: connection?.provinceName ?? '',
    dossiers,
    procedures: new Set(dossiers.map(({ procedure }) => procedure)).size,
    packets: count('created'),
    receipts: count('receipted'),
    mishaps: day.mishaps,
    signedPapers: day.signedPapers,
    differences: differing.length + (count('created') - count('receipted')),
    differing,
  };
  await writeFile(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  return summary;
}

async function keepDossier(day: DemoDay, out: string, dossierId: string): Promise<DossierRecord> {
  const window = day.office.staff.clerk;
  const view = await window.client.dossier.get({ dossierId: dossierId as never });
  const keep = async (file: string, sha256: string): Promise<KeptFile> => {
    const bytes = await window.open(sha256);
    const found = createHash('sha256').update(bytes).digest('hex');
    if (found !== sha256) throw new Error(`${file} came with another content: ${found}`);
    await writeFile(join(out, file), bytes);
    return { file, sha256 };
  };
  const record: DossierRecord = {
    code: view.code,
    procedure: view.procedureCode,
    case: view.caseName,
    state: view.state,
    due: view.due,
    late: view.late,
    handedTo: view.handOver?.basis ?? null,
    slips: [],
    digital: [],
    certified: [],
  };
  for (const { sha256, formId } of view.papers)
    if (!formId.startsWith('own/')) record.slips.push(await keep(`slips/${view.code}.pdf`, sha256));
  for (const { componentId, digitalCopy } of view.components) {
    if (digitalCopy === null) continue;
    const { sha256, pages } = digitalCopy;
    const kept = await keep(`digital/${view.code}-${componentId}.pdf`, sha256);
    record.digital.push({ ...kept, component: componentId, pages });
  }
  for (const { sha256, number, book } of view.copies) {
    if (sha256 === null || number === null || book === null)
      throw new Error(`${view.code} has an unfinished copy`);
    const kept = await keep(`certified/${view.code}-${number}.pdf`, sha256);
    const { verdict, signatures } = await window.client.certify.verify({ sha256 });
    record.certified.push({
      ...kept,
      number,
      book,
      verdict,
      signatures: signatures.map(({ signer, trust }) => `${signer}: ${trust}`),
    });
  }
  return record;
}

async function firstReceivedAt({ office, dossierIds }: DemoDay): Promise<string> {
  const first = await office.staff.clerk.client.dossier.get({ dossierId: dossierIds[0] as never });
  return first.receivedAt;
}

/** The day in Viet Nam on which an instant falls, and the one after it: a demonstration may run over midnight. */
function dayOf(instant: string): { from: string; to: string } {
  const day = (ms: number) => new Date(ms + 7 * 3_600_000).toISOString().slice(0, 10);
  const at = Date.parse(instant);
  return { from: day(at), to: day(at + 24 * 3_600_000) };
}

/** Files of packets that the province does not hold byte for byte under their hash. */
async function missingAtProvince(dossiers: readonly DossierRecord[], out: string): Promise<string[]> {
  const missing: string[] = [];
  for (const { file, sha256 } of dossiers.flatMap(({ digital, certified }) => [...digital, ...certified])) {
    const there = await readFile(join(out, 'province', 'files', sha256)).catch(() => undefined);
    if (there === undefined || !there.equals(await readFile(join(out, file))))
      missing.push(`${file}: not at the province`);
  }
  return missing;
}

function doubled(what: string, values: readonly string[]): string[] {
  return values
    .filter((value, index) => values.indexOf(value) !== index)
    .map((value) => `${what} ${value} twice`);
}
