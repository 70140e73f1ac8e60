import type { ProofCause, ProofRow } from '../../db/repositories/copy-proof-repository.ts';
import type { ProofLevel } from '../../shared/domain/certification/verdict.ts';
import type { Clock, Instant } from '../../shared/types/clock.ts';
import { ok } from '../../shared/types/result.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Log } from './log.ts';
import type { HelperProcesses } from './ports/helper-process.ts';
import type { ProofTools } from './prove.ts';
import type { Repositories } from './repositories.ts';
import { type FileStore, type StoredFile, storeFile } from './store-file.ts';
import type { UnitOfWork, Work } from './unit-of-work.ts';

/** Makes proofs of certified copies last, for as long as the folder is open. */
export interface CopyProver {
  /** Looks at once, without waiting for what is due. */
  look(): void;
  close(): Promise<void>;
}

/** A newer version of a copy's file. */
export interface NewVersion {
  file: StoredFile;
  level: ProofLevel;
  nextAttemptAt: Instant | null;
  cause: ProofCause | null;
  /** In a row, after this one. */
  attempts: number;
}

/** The records of proofs as the worker keeps them: each method that writes is one audited transaction. */
export function createProofBook(
  unitOfWork: UnitOfWork,
  { proofs, copies, signingKeys, revocations, settings, blobs }: Repositories,
  store: FileStore,
  newId: () => string,
) {
  const begin = (inputSha256: string) =>
    unitOfWork.begin({
      command: 'copy.prove',
      requestId: newId(),
      correlationId: newId(),
      actor: undefined,
      inputSha256,
      replay: 'none',
    });
  return {
    due: proofs.due,
    nextAt: proofs.nextAt,
    copy: copies.find,
    authorities: () => settings.get('certify.timeAuthorities'),
    anchors: () => ({
      roots: signingKeys.trustAnchors().map(({ certificate }) => new Uint8Array(certificate)),
      revocation: revocations.data(),
    }),
    async read(sha256: string): Promise<Uint8Array | undefined> {
      const blob = blobs.find(sha256);
      return blob === undefined ? undefined : await store.folder.blobs.readAll(blob);
    },
    storeVersion: (pdf: Uint8Array) => storeFile(store, pdf, 'application/pdf'),
    /** Adds a version made of the one in `proof`; `after` does what follows from it, in the same transaction. */
    advance(proof: ProofRow, version: NewVersion, after: (w: Work) => void) {
      return begin(version.file.sha256).immediate((w) => {
        w.blobs.name({ ...version.file, at: w.now });
        const { file, level, nextAttemptAt, cause, attempts } = version;
        const row = { copyId: proof.copyId, from: proof.sha256, sha256: file.sha256, level };
        // Somebody else made a version of it in between: that one is worked on next.
        if (!w.proofs.advance({ ...row, nextAttemptAt, cause, attempts, at: w.now })) return ok(false);
        after(w);
        return ok(true);
      });
    },
    /** Notes an attempt that brought nothing, and when the next one is. */
    wait(proof: ProofRow, cause: ProofCause, nextAttemptAt: Instant) {
      return begin(proof.sha256).immediate((w) => {
        w.proofs.wait(proof.copyId, { cause, nextAttemptAt, at: w.now });
        w.announce('certify');
        return ok(undefined);
      });
    },
    keepRevocation(row: Omit<Parameters<Repositories['revocations']['keep']>[0], 'at'>) {
      return begin(row.about).immediate((w) => {
        w.revocations.keep({ ...row, at: w.now });
        return ok(undefined);
      });
    },
  };
}

/** What the worker is given. */
export interface CopyProving {
  book: ReturnType<typeof createProofBook>;
  helpers: HelperProcesses;
  trustServices: ProofTools['trustServices'];
  identity: ProofTools['identity'];
  clock: Clock;
  /** False while nothing may be recorded: files are checked after an unclean end, or are damaged. */
  mayRecord(): Promise<boolean>;
  feed: LiveFeed;
  log: Log;
}

/** Starts the worker; composition roots give it to the host, which knows no job. */
export type StartProving = (deps: CopyProving) => CopyProver;
