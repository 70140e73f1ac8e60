/** The largest file a client may give: a long PDF from elsewhere. */
export const UPLOAD_LIMIT_BYTES = 64 * 1024 * 1024;

/** More bytes came than a file may have. */
export class UploadTooLong extends Error {}

/** The bytes of a file that is given; throws {@link UploadTooLong} at the first piece beyond the limit, whatever length was announced. */
export async function* limitUpload(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > UPLOAD_LIMIT_BYTES) throw new UploadTooLong();
    yield piece;
  }
}
