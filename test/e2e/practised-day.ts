import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type SampleName, samplePages } from '../samples/make-samples.ts';
import { startEsclServer } from '../scanner/escl-server.ts';
import { scansOf } from '../scanner/printed-sheets.ts';
import {
  aCitizen,
  aLinkedBirth,
  aPension,
  aReceipt,
  giveEveryRole,
  ORIGINAL,
  receiveOne,
  recordResult,
} from '../support/a-receipt.ts';
import { aSignedFile, lineReplaced } from '../support/a-signed-file.ts';
import { PASSWORD } from '../support/an-office.ts';
import { type CounterClient, httpClient, takeBearer } from '../support/contract-clients.ts';
import { DEMO_PIN, demoKeys } from '../support/demo-keys.ts';
import type { HeadlessHost } from '../support/headless-host.ts';
import { requestId } from '../support/request-id.ts';
import { codesOnPaper } from '../support/slip-codes.ts';

/** Some dossiers of a day, by how far they are. */
export interface PractisedDay {
  received: string;
  scanned: string;
  /** Went through the feeder in one stack; one page of it waits. */
  stacked: string;
  toCompare: string;
  resultIn: string;
  linked: string;
  transfer: string;
  /** The text of the second QR code of a slip that was given out. */
  proof: string;
  /** Files that somebody brings, one of each verdict, and under which name their picture is kept. */
  brought: readonly { name: string; buffer: Buffer; picture: string }[];
  /** The watched folder beside the data; whoever removes that removes this too. */
  scans: string;
}

/** A day at the counter, made through the contract from outside the host: dossiers, scans, certified copies, a result handed over. */
export async function practisedDay(host: HeadlessHost): Promise<PractisedDay> {
  const bearer = await takeBearer(host.launch());
  const client = httpClient(host.address, bearer);
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  await giveEveryRole(client);
  const keys = await demoKeys(client, host.dataDir);
  const brought = await broughtFiles(client);
  const take = (number: string, name: string) => receiveOne(client, aReceipt(aCitizen(number, name).person));
  const upload = async (bytes: Buffer) => {
    const answer = await fetch(`${host.address}/blob`, {
      method: 'POST',
      body: new Uint8Array(bytes),
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'image/jpeg' },
    });
    return ((await answer.json()) as { sha256: string }).sha256 as never;
  };
  const scan = async (dossierId: string, paper: SampleName, withCopy: boolean) => {
    const place = { dossierId: dossierId as never, componentId: ORIGINAL };
    for (const page of await samplePages(paper))
      await client.scan.addFile({ requestId: requestId(), ...place, sha256: await upload(page) });
    return withCopy ? await client.scan.makeDigitalCopy({ requestId: requestId(), ...place }) : undefined;
  };
  const putUp = async (dossierId: string, title: string, paper: SampleName) => {
    const copy = await scan(dossierId, paper, true);
    if (copy === undefined) throw new Error('no digital copy');
    const pagesMatched = Array.from({ length: copy.pages }, (_, index) => index + 1);
    const place = { dossierId: dossierId as never, componentId: ORIGINAL };
    const input = { requestId: requestId(), ...place, title, sha256: copy.sha256, pagesMatched };
    return (await client.certify.compare(input)).copyId;
  };
  const certified = await take('086190001234', 'Nguyễn Thị Mai');
  const first = await putUp(certified.dossierId, 'Bằng tốt nghiệp đại học', 'bang-tot-nghiep');
  await client.certify.sign({ requestId: requestId(), copyIds: [first], keyId: keys.officer, pin: DEMO_PIN });
  await client.certify.seal({ requestId: requestId(), copyIds: [first], keyId: keys.agency, pin: DEMO_PIN });
  for (const [number, name, title, paper] of [
    ['083085002345', 'Trần Văn Bình', 'Giấy chứng nhận quyền sử dụng đất', 'giay-chung-nhan-dat'],
    ['086199003456', 'Lê Hoàng Phúc', 'Giấy chứng nhận kết hôn', 'giay-chung-nhan-ket-hon'],
  ] as const)
    await putUp((await take(number, name)).dossierId, title, paper);
  const toSeal = await putUp(
    (await take('084178004567', 'Phạm Thị Ngọc Ánh')).dossierId,
    'Giấy khai sinh',
    'giay-khai-sinh',
  );
  await client.certify.sign({
    requestId: requestId(),
    copyIds: [toSeal],
    keyId: keys.officer,
    pin: DEMO_PIN,
  });
  const scanned = await take('086301005678', 'Võ Minh Khang');
  await scan(scanned.dossierId, 'hop-dong-thue-nha', false);
  const stacked = await scanStack(host, client, bearer);
  const toCompare = await take('086199008901', 'Phan Thị Kim Chi');
  await scan(toCompare.dossierId, 'giay-khai-sinh', true);
  await sayWhatItIs(client, toCompare.dossierId);
  const received = await take('083192006789', 'Đặng Thuỳ Dương');
  const handedOver = aCitizen('086188007890', 'Huỳnh Công Lý');
  const done = await receiveOne(client, aReceipt(handedOver.person));
  await recordResult(client, done.dossierId);
  await client.dossier.handOver({
    requestId: requestId(),
    dossierId: done.dossierId,
    receiver: handedOver.person,
    paper: null,
  });
  await paperCopies(client);
  const birth = await receiveOne(client, aLinkedBirth());
  const [registered] = (await client.dossier.get({ dossierId: birth.dossierId })).linked;
  await client.linked.end({
    requestId: requestId(),
    childId: registered?.childId ?? '',
    state: 'done',
    outcome: 'Giấy khai sinh số 112/2026',
  });
  const pension = await receiveOne(client, aPension());
  await client.custody.keep({
    requestId: requestId(),
    dossierId: pension.dossierId,
    componentId: null,
    name: 'Sổ hộ khẩu cũ',
    count: 1,
    place: 'Tủ 2, ngăn 3',
    holder: 'Trần Thị Bích Hạnh',
    purpose: 'Đối chiếu khi thẩm định',
  });
  const { transferId } = await client.transfer.prepare({
    requestId: requestId(),
    unit: 'Phòng Văn hóa - Xã hội',
    dossierIds: [pension.dossierId],
  });
  const [processor] = (await client.work.people({})).people;
  await client.work.assign({
    requestId: requestId(),
    dossierId: pension.dossierId,
    after: 0,
    position: 0,
    holderId: processor?.userId as never,
    note: 'Thẩm định điều kiện hưởng',
  });
  await client.fee.setSetting({
    requestId: requestId(),
    setting: {
      by: 'here',
      taxCode: '0100109106-001',
      formSign: '01BLP-001',
      symbol: 'BT-26P',
      firstNumber: 1,
    },
  });
  for (const dossierId of [toCompare.dossierId, scanned.dossierId]) {
    const { due, payer } = await client.fee.ofDossier({ dossierId: dossierId as never });
    await client.fee.take({
      requestId: requestId(),
      dossierId: dossierId as never,
      payer: payer.name,
      address: payer.address,
      method: 'cash',
      fees: due.map(({ choice: { feeId, quantity, councilAmountVnd, originals } }) => ({
        feeId,
        quantity,
        councilAmountVnd,
        originals,
      })),
    });
  }
  for (const [person, items] of [
    [
      { name: 'Bùi Thị Ngọc Hà', address: 'Ấp 5, xã Thử Nghiệm', phone: '0907 111 222', email: '' },
      [
        {
          kind: 'component' as const,
          componentId: 'to-khai-dang-ky-ket-hon',
          lack: 'wrong' as const,
          todo: 'hai bên cùng ký',
          paperReason: null,
        },
      ],
    ],
    [
      { name: '', address: '', phone: '', email: '' },
      [
        {
          kind: 'component' as const,
          componentId: 'to-khai-dang-ky-ket-hon',
          lack: 'missing' as const,
          todo: '',
          paperReason: null,
        },
        { kind: 'other' as const, text: 'Hai bên nam, nữ cùng đến quầy khi nộp' },
      ],
    ],
  ] as const)
    await client.guidance.give({
      requestId: requestId(),
      procedureCode: '1.000894',
      caseId: 'standard',
      person,
      items: [...items],
      reason: '',
    });
  const slip = await client.dossier.drawSlip({
    requestId: requestId(),
    dossierId: certified.dossierId,
    paper: 'A5',
    copies: 1,
  });
  const drawn = await fetch(`${host.address}/blob/${slip.sha256}`, {
    headers: { authorization: `Bearer ${bearer}` },
  });
  const [, proof] = await codesOnPaper(new Uint8Array(await drawn.arrayBuffer()));
  const scans = join(host.dataDir, '..', `${basename(host.dataDir)}-scans`);
  mkdirSync(scans);
  for (const [name, paper] of [
    ['SCN_0041.jpg', 'giay-khai-sinh'],
    ['SCN_0042.jpg', 'bang-tot-nghiep'],
  ] as const)
    writeFileSync(join(scans, name), (await samplePages(paper))[0] as Buffer);
  writeFileSync(join(scans, 'thu-moi.docx'), 'not a picture');
  await client.tray.watch({ requestId: requestId(), folder: scans });
  // Nobody else may be signed in when a window goes elsewhere.
  await client.session.signOut({ requestId: requestId() });
  return {
    received: received.dossierId,
    scanned: scanned.dossierId,
    stacked,
    toCompare: toCompare.dossierId,
    resultIn: certified.dossierId,
    linked: birth.dossierId,
    transfer: transferId,
    proof: proof ?? '',
    brought,
    scans,
  };
}

/** A birth whose papers went through the feeder at once; a page lay before the first separator. */
async function scanStack(host: HeadlessHost, client: CounterClient, bearer: string): Promise<string> {
  const scanner = await startEsclServer();
  await client.scan.setAddresses({ requestId: requestId(), addresses: [scanner.address] });
  const { dossierId } = await receiveOne(client, aLinkedBirth());
  const drawn = await client.stack.drawSeparators({ requestId: requestId(), dossierId, paper: 'A5' });
  const file = await fetch(`${host.address}/blob/${drawn.sha256}`, {
    headers: { authorization: `Bearer ${bearer}` },
  });
  const [first, second] = await scansOf(new Uint8Array(await file.arrayBuffer()));
  const pages = await Promise.all(
    (['giay-chung-nhan-ket-hon', 'to-khai-khai-sinh', 'giay-chung-sinh'] as const).map(
      async (paper) => (await samplePages(paper))[0],
    ),
  );
  scanner.load([pages[0], first, pages[1], second, pages[2]] as Buffer[]);
  const { scanners } = await client.scan.scanners({});
  const found = scanners.find(({ scannerId }) => scannerId.startsWith('escl:'));
  if (found === undefined) throw new Error('no eSCL scanner');
  const { deviceId, scannerId } = found;
  await client.stack.run({ requestId: requestId(), dossierId, deviceId, scannerId, dpi: 200 });
  await client.scan.setAddresses({ requestId: requestId(), addresses: [] });
  await scanner.close();
  return dossierId;
}

type Received = Awaited<ReturnType<typeof receiveOne>>['dossierId'];

/** Notes what the scanned birth certificate says, so that its holder's store has it. */
async function sayWhatItIs(client: CounterClient, dossierId: Received): Promise<void> {
  const { components } = await client.dossier.get({ dossierId });
  const first = components.find(({ componentId }) => componentId === ORIGINAL)?.first;
  if (first === undefined) throw new Error('no component');
  const facts = {
    ...first,
    kind: 'birth-certificate' as const,
    number: '112/2011',
    issuedOn: '2011-05-06',
    issuer: 'UBND xã Thử Nghiệm',
    validity: { kind: 'permanent' as const },
  };
  await client.scan.sayFacts({ requestId: requestId(), dossierId, componentId: ORIGINAL, facts });
}

/** Two visits for paper copies: one that has its numbers, with one of them void, and one that waits. */
async function paperCopies(client: CounterClient): Promise<void> {
  const visit = (number: string, name: string, originals: [string, number, number][]) =>
    client.paperCopy.receive({
      requestId: requestId(),
      requester: aCitizen(number, name).person,
      check: 'card-qr',
      originals: originals.map(([title, pages, copies]) => ({ title, pages, copies })),
      compared: true,
      settlement: 'now',
      waivedFor: null,
    });
  const { paperCopies: numbered } = await visit('086190009012', 'Nguyễn Thị Hồng Nhung', [
    ['Bằng tốt nghiệp trung học phổ thông', 1, 5],
    ['Giấy khai sinh', 2, 5],
    ['Bảng điểm học tập', 4, 5],
  ]);
  const [signer] = (await client.book.signers({})).signers;
  await client.paperCopy.number({
    requestId: requestId(),
    paperCopyIds: numbered.map(({ paperCopyId }) => paperCopyId),
    signerId: signer?.signerId ?? '',
  });
  const month = { from: `${new Date().getFullYear()}-01-01`, to: `${new Date().getFullYear()}-12-31` };
  const { entries } = await client.book.entries({ symbol: 'SCT/BS', ...month, after: 0 });
  const mistaken = entries.find(({ title }) => title === 'Giấy khai sinh')?.entryId as never;
  await client.book.void({ requestId: requestId(), entryId: mistaken, reason: 'Ghi nhầm tên giấy tờ' });
  await visit('083090010123', 'Lương Hoàng Nam', [
    ['Giấy chứng nhận quyền sử dụng đất', 4, 3],
    ['Căn cước công dân', 2, 3],
  ]);
}

/** What people bring to be judged: a file of an authority that is trusted here, the same with a line replaced, and a stranger's. */
async function broughtFiles(client: CounterClient): Promise<PractisedDay['brought']> {
  const known = await aSignedFile({
    root: 'CA TRÌNH DIỄN CỦA TỈNH - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ',
    organisation: 'Sở Tư pháp tỉnh Thử Nghiệm',
    signer: 'Lê Văn Mẫu',
  });
  const fileName = 'goc-trinh-dien-tinh.crt';
  await client.certify.addTrustAnchor({ requestId: requestId(), pem: known.root, fileName });
  const stranger = await aSignedFile({
    root: 'CA NƠI KHÁC',
    organisation: 'Công ty Thử',
    signer: 'Trần Thị Lạ',
  });
  return [
    { name: 'quyet-dinh.pdf', buffer: known.signed, picture: 'counter-check-valid' },
    { name: 'quyet-dinh-bi-sua.pdf', buffer: lineReplaced(known.signed), picture: 'counter-check-invalid' },
    { name: 'hop-dong.pdf', buffer: stranger.signed, picture: 'counter-check-unknown' },
  ];
}
