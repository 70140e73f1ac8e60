import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AS_SCANNED, type CleanUp } from '../../shared/domain/digitisation/clean-up.ts';
import { WHOLE_PICTURE } from '../../shared/domain/digitisation/flatten.ts';
import { type PhotoLook, photographed } from '../pages/photographed.ts';
import { describePdf } from '../pdf/pdf-tools.ts';
import { leaseContract } from '../samples/other-papers.ts';
import { giveEveryRole, ORIGINAL, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { seededRandom } from '../support/seeded-random.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

let running: InProcessHost;
let client: CounterClient;
let place: { dossierId: never; componentId: string };

beforeEach(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  place = { dossierId: (await receiveOne(client)).dossierId as never, componentId: ORIGINAL };
});
afterEach(() => running.close());

/** A contract on a desk, as the camera's photograph that a window gives. */
async function shot(look: PhotoLook, paper: 'A4' | null = 'A4') {
  const svg = leaseContract(seededRandom(1))[0] as string;
  const photo = await photographed(svg, seededRandom(3), { turn: 6, tilt: 12, towards: 40, ...look });
  const by = { id: 'desk', kind: 'window' } as const;
  const uploaded = await running.host.storeUpload(by, Readable.from([photo.jpeg]), 'image/jpeg');
  if (!uploaded.ok) throw new Error(uploaded.refusal.code);
  const sha256 = uploaded.value.sha256 as never;
  const { pages } = await client.scan.addFile({ requestId: requestId(), ...place, sha256, paper });
  return { ...photo, pageId: pages[0]?.pageId as string };
}

async function seen() {
  const { components } = await client.dossier.get({ dossierId: place.dossierId });
  const [page] = components.find(({ componentId }) => componentId === ORIGINAL)?.pages ?? [];
  if (page === undefined) throw new Error('no page');
  return page;
}

async function measured() {
  return await vi.waitFor(
    async () => {
      const page = await seen();
      if (page.quality.state === 'waiting') throw new Error('still measuring');
      return page;
    },
    { timeout: 40_000, interval: 100 },
  );
}

const copy = () => client.scan.makeDigitalCopy({ requestId: requestId(), ...place });
const choose = (pageId: string, cleanUp: CleanUp | null) =>
  client.scan.cleanUp({ requestId: requestId(), pages: [{ pageId, cleanUp }] });
const codes = ({ quality }: Awaited<ReturnType<typeof seen>>) => quality.findings.map(({ code }) => code);

it('makes the paper in a photograph flat by itself, keeps the photograph, and takes it back when a person says so', async () => {
  const { jpeg, pageId, corners } = await shot({ width: 2000, height: 1500 });
  const page = await measured();
  expect(page).toMatchObject({ source: 'camera:A4', quality: { picture: { width: 2000, height: 1500 } } });
  const { cleanUp, outline, size } = page.quality;
  expect(cleanUp.flatten).toEqual({ ...outline, paper: 'A4' });
  for (const [at, { x, y }] of (outline?.corners ?? []).entries()) {
    expect(Math.abs((x / 10_000) * 2000 - (corners[at]?.x ?? 0))).toBeLessThan(2);
    expect(Math.abs((y / 10_000) * 1500 - (corners[at]?.y ?? 0))).toBeLessThan(2);
  }
  expect((size?.height ?? 0) / (size?.width ?? 1)).toBeCloseTo(297 / 210, 2);
  // A desk camera of three megapixels does not see enough of A4, and nobody may say that it does.
  expect(codes(page)).toContain('dpi-low');
  expect(page.quality.dpi).toBeLessThan(140);

  await choose(pageId, AS_SCANNED);
  expect((await seen()).quality.state).toBe('waiting');
  const whole = await measured();
  expect(codes(whole)).toEqual(expect.arrayContaining(['not-flat', 'dpi-low']));
  expect(whole.quality).toMatchObject({ size: { width: 2000, height: 1500 }, dpi: page.quality.dpi });
  await choose(pageId, null);
  expect((await measured()).quality.cleanUp.flatten).toEqual(cleanUp.flatten);
  const stored = await running.host.readBlob({ id: 'desk', kind: 'window' }, page.sha256);
  if (!stored.ok) throw new Error(stored.refusal.code);
  expect((await wholeOf(stored.value.chunks)).equals(jpeg)).toBe(true);
});

it('makes a digital copy of what a camera of twelve megapixels saw: A4, at the resolution that it has', async () => {
  await shot({ width: 4000, height: 3000, turn: 92, tilt: 8, fill: 0.94 });
  const page = await measured();
  expect(codes(page)).not.toContain('dpi-low');
  const { sha256 } = await copy();
  const stored = await running.host.readBlob({ id: 'desk', kind: 'window' }, sha256);
  if (!stored.ok) throw new Error(stored.refusal.code);
  const info = await describePdf('pdfinfo', await wholeOf(stored.value.chunks));
  const sides =
    /Page size:\s+([\d.]+) x ([\d.]+)/u
      .exec(info)
      ?.slice(1)
      .map((points) => (Number(points) / 72) * 25.4) ?? [];
  expect(Math.abs(Math.max(...sides) - 297)).toBeLessThan(4);
  expect(Math.abs(Math.min(...sides) - 210)).toBeLessThan(4);
});

it('keeps the whole photograph where no paper is seen, and goes by the corners that a person places', async () => {
  const { pageId } = await shot({ width: 1280, height: 960, fill: 1.5 });
  const page = await measured();
  expect(codes(page)).toContain('no-outline');
  expect(page.quality).toMatchObject({ outline: null, cleanUp: AS_SCANNED });
  await choose(pageId, { ...AS_SCANNED, flatten: { corners: WHOLE_PICTURE, paper: 'A5', lying: true } });
  const placed = await measured();
  expect(codes(placed)).not.toContain('no-outline');
  expect(placed.quality.dpi).toBeCloseTo(154.8, 0);
  const bow = {
    corners: [WHOLE_PICTURE[0], WHOLE_PICTURE[2], WHOLE_PICTURE[1], WHOLE_PICTURE[3]],
    paper: 'A4',
    lying: false,
  };
  expect((await refusalOf(choose(pageId, { ...AS_SCANNED, flatten: bow as never }))).code).toBe(
    'INVALID_INPUT',
  );
});

it('makes a picture that came as a file flat too, once a person has placed its corners', async () => {
  const { pageId } = await shot({ width: 1280, height: 960 }, null);
  expect((await measured()).quality).toMatchObject({ outline: null, cleanUp: { flatten: null } });
  await choose(pageId, { ...AS_SCANNED, flatten: { corners: WHOLE_PICTURE, paper: 'A4', lying: true } });
  expect((await measured()).quality.dpi).toBeCloseTo(109.5, 0);
});

async function wholeOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of chunks) parts.push(part);
  return Buffer.concat(parts);
}
