import { randomBytes } from 'node:crypto';
import sharp from 'sharp';

const COMMENT_LIMIT = 65_533;
let picture: Promise<Buffer> | undefined;

/** A JPEG of exactly so many bytes that no other has: a scan-like picture, filled up with random comment segments behind its first marker. */
export async function aJpegOf(bytes: number): Promise<Buffer> {
  picture ??= drawNoise();
  const drawn = await picture;
  const comments: Buffer[] = [];
  let left = bytes - drawn.length;
  if (left < 20) throw new Error(`the picture itself has ${drawn.length} bytes`);
  while (left > 0) {
    // The last comment must have room for its own head.
    const length = left > COMMENT_LIMIT + 10 ? COMMENT_LIMIT : left > COMMENT_LIMIT ? left - 10 : left;
    const comment = randomBytes(length);
    comment.writeUInt16BE(0xfffe, 0);
    comment.writeUInt16BE(length - 2, 2);
    comments.push(comment);
    left -= length;
  }
  return Buffer.concat([drawn.subarray(0, 2), ...comments, drawn.subarray(2)]);
}

function drawNoise(): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 238, sigma: 6 };
  return sharp({ create: { width: 1240, height: 1754, channels: 3, background: '#eee', noise } })
    .withMetadata({ density: 150 })
    .jpeg({ quality: 70 })
    .toBuffer();
}
