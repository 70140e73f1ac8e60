import sharp from 'sharp';
import { createScanPdfWriter, type PictureBytes } from '../../electron/helpers/pdf/scan-pdf-writer.ts';

export const SCAN_FACTS = {
  title: 'Giấy khai sinh – Nguyễn Thị Thuỳ Dương',
  author: 'UBND xã Ea Ktur',
  createdAt: '2026-02-05T01:17:00.000Z',
};

/** A PDF of pages by the streaming writer, gathered. */
export async function scanPdf(pages: readonly { jpeg: PictureBytes; dpi?: number }[]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const writer = createScanPdfWriter((bytes) => {
    chunks.push(Buffer.from(bytes));
  }, SCAN_FACTS);
  for (const { jpeg, dpi } of pages) await writer.addPage(jpeg, dpi === undefined ? {} : { dpi });
  await writer.finish();
  return Buffer.concat(chunks);
}

let noiseOnce: Promise<Buffer> | undefined;
const NOISE = { width: 1024, height: 256 };

/** Paper tone with noise. Making noise is most of a sheet's cost, so rows are taken from one small raster, each from another place. */
async function paperTone({ width, height }: { width: number; height: number }): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 238, sigma: 5 };
  noiseOnce ??= sharp({ create: { ...NOISE, channels: 3, background: '#eee', noise } })
    .raw()
    .toBuffer();
  const raster = await noiseOnce;
  const [rowBytes, most] = [width * 3, NOISE.width * 3];
  const rows = Buffer.alloc(rowBytes * height);
  for (let start = 0; start < rows.length; start += rowBytes)
    for (let at = 0; at < rowBytes; at += most) {
      const length = Math.min(most, rowBytes - at);
      const from = Math.floor(Math.random() * ((raster.length - length) / 3)) * 3;
      raster.copy(rows, start + at, from, from + length);
    }
  return rows;
}

/** A sheet of A4, at 100 dpi where nothing else is asked for: paper tone with noise, lines of ink from the top down to a share of the page, in red a seal. */
export async function aPaperJpeg({ inkedShare = 0.5, dpi = 100 } = {}): Promise<Buffer> {
  const [width, height] = [827, 1169];
  const lines = Array.from({ length: Math.floor((height * inkedShare) / 24) }, (_, index) => {
    const y = 40 + index * 24;
    return y < height * inkedShare
      ? `<rect x="70" y="${y}" width="${640 - ((index * 37) % 200)}" height="7" fill="#1a1a20"/>`
      : '';
  });
  const seal = `<circle cx="600" cy="${Math.max(80, height * inkedShare - 70)}" r="55" fill="none" stroke="#c01818" stroke-width="5"/>`;
  const size = { width: Math.round((width * dpi) / 100), height: Math.round((height * dpi) / 100) };
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${size.width}" height="${size.height}">${lines.join('')}${seal}</svg>`;
  return await sharp(await paperTone(size), { raw: { ...size, channels: 3 } })
    .composite([{ input: Buffer.from(svg) }])
    .withMetadata({ density: dpi })
    .jpeg({ quality: 85 })
    .toBuffer();
}

/** A picture whose four quarters differ, wider than high, so that every turn and mirror shows. */
export function aQuarteredPicture(width = 240, height = 120) {
  const quarter = (fill: string, x: number, y: number) =>
    `<rect x="${x}" y="${y}" width="50%" height="50%" fill="${fill}"/>`;
  const [x, y] = [width / 2, height / 2];
  const quarters = [
    quarter('#d02020', 0, 0),
    quarter('#20a040', x, 0),
    quarter('#2040d0', 0, y),
    quarter('#e0c020', x, y),
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${quarters.join('')}</svg>`;
  return sharp(Buffer.from(svg)).flatten({ background: '#fff' });
}
