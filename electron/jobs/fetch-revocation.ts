import { createHash } from 'node:crypto';
import { ok, type Result, refuse } from '../../shared/types/result.ts';
import type { WantedRevocation } from '../host/ports/signature-proof.ts';
import type { CopyProving } from '../host/proof-book.ts';
import { type ProofTools, type ProvingRefusal, runProof } from '../host/prove.ts';

/** Lists of large authorities have some megabytes. */
const LARGEST_LIST_BYTES = 32 * 1024 * 1024;
const LARGEST_ANSWER_BYTES = 256 * 1024;

/** The certificate names no place that revocation data could be had from. */
type NoSource = { code: 'REVOCATION_SOURCE_MISSING'; data: { subject: string } };
type FetchRefusal = ProvingRefusal | NoSource;

/**
 * Fetches what the certificate's own addresses give, OCSP first, and keeps what speaks about it. `lists` names the addresses that were tried in
 * this round.
 */
export async function fetchRevocation(
  book: CopyProving['book'],
  tools: ProofTools,
  wanted: WantedRevocation,
  nonce: Uint8Array,
  lists: Set<string>,
): Promise<Result<undefined, FetchRefusal>> {
  const { subject, ocspUrls, crlUrls } = wanted;
  let last: Result<undefined, FetchRefusal> = refuse('REVOCATION_SOURCE_MISSING', { subject });
  for (const address of ocspUrls) {
    last = await fetchOne(book, tools, wanted, address, nonce);
    if (last.ok) return last;
  }
  for (const address of crlUrls) {
    if (lists.has(address)) return ok(undefined);
    lists.add(address);
    last = await fetchOne(book, tools, wanted, address, null);
    if (last.ok) return last;
  }
  return last;
}

/** `nonce` of an OCSP question; null: a list is fetched. */
async function fetchOne(
  book: CopyProving['book'],
  tools: ProofTools,
  { certificate, issuer, ocspRequest }: WantedRevocation,
  address: string,
  nonce: Uint8Array | null,
): Promise<Result<undefined, FetchRefusal>> {
  const { signal } = tools;
  const answer = await tools.trustServices.ask(
    address,
    nonce === null
      ? { accept: 'application/pkix-crl', mostBytes: LARGEST_LIST_BYTES, signal }
      : {
          body: { bytes: ocspRequest, mediaType: 'application/ocsp-request' },
          accept: 'application/ocsp-response',
          mostBytes: LARGEST_ANSWER_BYTES,
          signal,
        },
  );
  if (!answer.ok) return answer;
  const data = answer.value;
  const read = await runProof(tools, { job: 'read-revocation', data, certificate, issuer, nonce });
  if (!read.ok) return read;
  const { kind, asOf, nextUpdate, issuerName } = read.value;
  const about = createHash('sha256')
    .update(kind === 'crl' ? issuer : certificate)
    .digest('hex');
  book.keepRevocation({ about, kind, issuer: issuerName, asOf, nextUpdate, source: address, data });
  return ok(undefined);
}
