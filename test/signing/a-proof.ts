import { randomBytes } from 'node:crypto';
import { createHttpTrustServices } from '../../electron/adapters/http-trust-services.ts';
import { runProofJob } from '../../electron/helpers/signing/proof-jobs.ts';
import {
  type ProofJob,
  type ProofRefusal,
  proofValues,
  type StampDigest,
  type StampTarget,
} from '../../electron/host/ports/signature-proof.ts';
import type { TrustServiceRefusal } from '../../electron/host/ports/trust-services.ts';
import { ok, type Result } from '../../shared/types/result.ts';
import { accepted, aScan, signBy, withFields } from './a-signed-copy.ts';
import type { TrustCentre } from './a-trust-centre.ts';

const services = createHttpTrustServices({ answerMs: 1500 });
const now = () => new Date().toISOString();
const rootsOf = ({ roots }: TrustCentre) => [...roots];

type Answered<J extends ProofJob['job']> = ReturnType<(typeof proofValues)[J]['parse']>;

/** A proof job's answer as its schema reads it. */
async function proofJob<J extends ProofJob>(job: J): Promise<Result<Answered<J['job']>, ProofRefusal>> {
  const done = await runProofJob(job);
  return done.ok ? ok(proofValues[job.job].parse(done.value) as Answered<J['job']>) : done;
}

/** Asks the centre for a stamp and puts it in; the wire is real. */
export async function stamp(
  centre: TrustCentre,
  target: StampTarget,
  { digest = 'sha256' as StampDigest, at = now(), roots = rootsOf(centre) } = {},
): Promise<Result<Answered<'put-time'>, ProofRefusal | TrustServiceRefusal>> {
  const asked = accepted(
    await proofJob({ job: 'ask-time', target, digest, nonce: new Uint8Array(randomBytes(16)) }),
  );
  const response = await services.ask(centre.timeUrl, {
    body: { bytes: asked.request, mediaType: 'application/timestamp-query' },
    accept: 'application/timestamp-reply',
    mostBytes: 65_536,
  });
  if (!response.ok) return response;
  const anchors = { roots, revocation: [] };
  return await proofJob({ job: 'put-time', asked, response: response.value, anchors, at });
}

/** The file with a document time stamp over it. */
export async function documentStamped(centre: TrustCentre, pdf: Uint8Array): Promise<Uint8Array> {
  return accepted(await stamp(centre, { kind: 'document', pdf })).pdf;
}

/** The file with the revocation data at hand, or what is still wanted. */
export async function putRevocation(centre: TrustCentre, pdf: Uint8Array, revocation: Uint8Array[]) {
  const anchors = { roots: rootsOf(centre), revocation };
  return await proofJob({
    job: 'put-revocation',
    pdf,
    anchors,
    at: now(),
    nonce: new Uint8Array(16).fill(7),
  });
}

/** A copy signed by officer and agency of the centre; with `stamps` each signature is stamped before the next revision. */
export async function aCopy(centre: TrustCentre, { stamps = true, packed = false } = {}) {
  const office = { ...centre, roots: centre.roots } as never;
  const checks = { at: now(), roots: rootsOf(centre), revocationLists: [] };
  const stamped = async (pdf: Uint8Array, field: string) =>
    stamps ? accepted(await stamp(centre, { kind: 'signature', pdf, field })).pdf : pdf;
  const fields = await withFields(await aScan({ packed }));
  const officer = await stamped(await signBy(office, fields, 'officer', { checks }), 'officer');
  const agency = await stamped(await signBy(office, officer, 'agency', { checks }), 'agency');
  return { fields, officer, agency };
}

/** A whole second goes by: revocation data tells whole seconds, and must not be older than what it proves. */
export const aSecond = () => new Promise((resolve) => setTimeout(resolve, 1100));
