import { Readable } from 'node:stream';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { ORIGINAL, receiveOne } from './a-receipt.ts';
import type { CounterClient } from './contract-clients.ts';
import type { InProcessHost } from './in-process-host.ts';
import { requestId } from './request-id.ts';

/** A copy of one page that was received, scanned and compared, and waits for the officer. */
export async function aComparedCopy({ host }: Pick<InProcessHost, 'host'>, client: CounterClient) {
  const { dossierId } = await receiveOne(client);
  const uploaded = await host.storeUpload(
    { id: 'desk', kind: 'window' },
    Readable.from([await aPaperJpeg({ inkedShare: 0.4, dpi: 200 })]),
    'image/jpeg',
  );
  if (!uploaded.ok) throw new Error(uploaded.refusal.code);
  const place = { dossierId, componentId: ORIGINAL };
  await client.scan.addFile({ requestId: requestId(), ...place, sha256: uploaded.value.sha256 as never });
  const { sha256 } = await client.scan.makeDigitalCopy({ requestId: requestId(), ...place });
  const about = { ...place, title: 'Bằng tốt nghiệp', sha256: sha256 as never, pagesMatched: [1] };
  const { copyId } = await client.certify.compare({ requestId: requestId(), ...about });
  return { dossierId, copyId };
}
