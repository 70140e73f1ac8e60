import sharp from 'sharp';

/** Whose colours the numbers of a picture mean: what a PDF/A file must carry (ISO 19005-2, 6.2.4). */
export type ColourProfile = 'srgb' | 'cmyk';

const read = new Map<ColourProfile, Promise<Buffer>>();

/** The ICC profile of a colour space, as libvips brings it: sRGB in 480 bytes, CMYK in a megabyte. */
export function colourProfile(name: ColourProfile): Promise<Buffer> {
  const known = read.get(name) ?? readProfile(name);
  read.set(name, known);
  return known;
}

async function readProfile(name: ColourProfile): Promise<Buffer> {
  const dot = sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } });
  const { icc } = await sharp(await dot.withIccProfile(name).jpeg().toBuffer()).metadata();
  if (icc === undefined) throw new Error(`libvips brings no profile for ${name}`);
  return icc;
}
