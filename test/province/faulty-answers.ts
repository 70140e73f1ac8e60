import { Receipt, SignedReceipt } from '../../shared/domain/delivery/province-wire.ts';
import { type ProvinceSelf, signReceipt } from './province-records.ts';
import { makeReceiptKey } from './province-store.ts';

/** A 200 whose body is a captive portal's page, or one that never ends. */
export function garbled(kind: 'garbage' | 'endless'): Response {
  const page = '<!doctype html><title>Wi-Fi</title>';
  if (kind === 'garbage') return new Response(page, { headers: { 'content-type': 'text/html' } });
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(32)),
  });
  return new Response(body, { headers: { 'content-type': 'application/json' } });
}

/** A receipt that is not what it should be: signed by a stranger, or truly signed for another packet. */
export async function spoiledReceipt(
  answer: Response,
  kind: 'wrong-signature' | 'wrong-receipt',
  self: ProvinceSelf,
): Promise<Response> {
  const good = SignedReceipt.parse(await answer.json());
  const receipt = Receipt.parse(JSON.parse(good.receipt));
  if (kind === 'wrong-receipt')
    return Response.json(signReceipt({ ...receipt, seq: receipt.seq + 1 }, self.privateKeyDer));
  const stranger = makeReceiptKey().privateKey.export({ format: 'der', type: 'pkcs8' });
  return Response.json(signReceipt(receipt, stranger));
}
