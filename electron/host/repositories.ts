import type { ReadDb, WriteDb } from '../../db/open.ts';
import { createAssistedReader, createAssistedRepository } from '../../db/repositories/assisted-repository.ts';
import { createAuditRepository } from '../../db/repositories/audit-repository.ts';
import { createBlobReader, createBlobRepository } from '../../db/repositories/blob-repository.ts';
import {
  createBookClosingReader,
  createBookClosingRepository,
} from '../../db/repositories/book-closing-repository.ts';
import { createBookReader, createBookRepository } from '../../db/repositories/book-repository.ts';
import { createCalendarReader, createCalendarRepository } from '../../db/repositories/calendar-repository.ts';
import {
  createCatalogueReader,
  createCatalogueRepository,
} from '../../db/repositories/catalogue-repository.ts';
import {
  createCertifiedCopyReader,
  createCertifiedCopyRepository,
} from '../../db/repositories/certified-copy-repository.ts';
import { createCheckReader } from '../../db/repositories/check-repository.ts';
import { createCodeReader, createCodeRepository } from '../../db/repositories/code-repository.ts';
import {
  createCompetentReader,
  createCompetentRepository,
} from '../../db/repositories/competent-repository.ts';
import {
  createCopyDeliveryReader,
  createCopyDeliveryRepository,
} from '../../db/repositories/copy-delivery-repository.ts';
import {
  createCopyProofReader,
  createCopyProofRepository,
} from '../../db/repositories/copy-proof-repository.ts';
import {
  createCopyPurgeReader,
  createCopyPurgeRepository,
} from '../../db/repositories/copy-purge-repository.ts';
import {
  createCorrectionReader,
  createCorrectionRepository,
} from '../../db/repositories/correction-repository.ts';
import { createCustodyReader, createCustodyRepository } from '../../db/repositories/custody-repository.ts';
import { createDeviceReader, createDeviceRepository } from '../../db/repositories/device-repository.ts';
import { createDossierReader, createDossierRepository } from '../../db/repositories/dossier-repository.ts';
import { createDraftReader, createDraftRepository } from '../../db/repositories/draft-repository.ts';
import {
  createFeeReceiptReader,
  createFeeReceiptRepository,
} from '../../db/repositories/fee-receipt-repository.ts';
import {
  createFileSignatureReader,
  createFileSignatureRepository,
} from '../../db/repositories/file-signature-repository.ts';
import {
  createFileTextReader,
  createFileTextRepository,
} from '../../db/repositories/file-text-repository.ts';
import { createFormReader, createFormRepository } from '../../db/repositories/form-repository.ts';
import { createGuidanceReader, createGuidanceRepository } from '../../db/repositories/guidance-repository.ts';
import { createIdentityReader, createIdentityRepository } from '../../db/repositories/identity-repository.ts';
import { createImportReader, createImportRepository } from '../../db/repositories/import-repository.ts';
import {
  createInstallationReader,
  createInstallationRepository,
} from '../../db/repositories/installation-repository.ts';
import { createJournalReader, createJournalRepository } from '../../db/repositories/journal-repository.ts';
import { createLinkedReader, createLinkedRepository } from '../../db/repositories/linked-repository.ts';
import {
  createListViewReader,
  createListViewRepository,
} from '../../db/repositories/list-view-repository.ts';
import { createNumberReader, createNumberRepository } from '../../db/repositories/number-repository.ts';
import { createOfficeReader, createOfficeRepository } from '../../db/repositories/office-repository.ts';
import { createOnlineReader, createOnlineRepository } from '../../db/repositories/online-repository.ts';
import { createOutboxReader, createOutboxRepository } from '../../db/repositories/outbox-repository.ts';
import {
  createPageQualityReader,
  createPageQualityRepository,
} from '../../db/repositories/page-quality-repository.ts';
import { createPageReader, createPageRepository } from '../../db/repositories/page-repository.ts';
import {
  createPageTextReader,
  createPageTextRepository,
} from '../../db/repositories/page-text-repository.ts';
import {
  createPageThumbnailReader,
  createPageThumbnailRepository,
} from '../../db/repositories/page-thumbnail-repository.ts';
import {
  createPaperCopyReader,
  createPaperCopyRepository,
} from '../../db/repositories/paper-copy-repository.ts';
import {
  createPaperFactsReader,
  createPaperFactsRepository,
} from '../../db/repositories/paper-facts-repository.ts';
import { createPaperReader, createPaperRepository } from '../../db/repositories/paper-repository.ts';
import { createPlaceReader, createPlaceRepository } from '../../db/repositories/place-repository.ts';
import { createPrintReader, createPrintRepository } from '../../db/repositories/print-repository.ts';
import { createProgressReader, createProgressRepository } from '../../db/repositories/progress-repository.ts';
import { createRefusalReader, createRefusalRepository } from '../../db/repositories/refusal-repository.ts';
import {
  createRequestAnswerReader,
  createRequestAnswerRepository,
} from '../../db/repositories/request-answer-repository.ts';
import { createResultReader, createResultRepository } from '../../db/repositories/result-repository.ts';
import {
  createRevocationReader,
  createRevocationRepository,
} from '../../db/repositories/revocation-repository.ts';
import { createSearchReader } from '../../db/repositories/search-reader.ts';
import { createSearchRepository } from '../../db/repositories/search-repository.ts';
import { createSettingReader, createSettingRepository } from '../../db/repositories/setting-repository.ts';
import { createSignerReader, createSignerRepository } from '../../db/repositories/signer-repository.ts';
import {
  createSigningKeyReader,
  createSigningKeyRepository,
} from '../../db/repositories/signing-key-repository.ts';
import { createStackReader, createStackRepository } from '../../db/repositories/stack-repository.ts';
import { createStepReader, createStepRepository } from '../../db/repositories/step-repository.ts';
import { createStoreReader, createStoreRepository } from '../../db/repositories/store-repository.ts';
import { createTransferReader, createTransferRepository } from '../../db/repositories/transfer-repository.ts';
import { createTrayReader, createTrayRepository } from '../../db/repositories/tray-repository.ts';
import { createUserReader, createUserRepository } from '../../db/repositories/user-repository.ts';
import { createWatchReader } from '../../db/repositories/watch-repository.ts';
import { createWorkReader, createWorkRepository } from '../../db/repositories/work-repository.ts';

/** The repositories a command writes through, inside its transaction only. */
export function createRepositories(db: WriteDb) {
  return {
    audit: createAuditRepository(db),
    assisted: createAssistedRepository(db),
    calendars: createCalendarRepository(db),
    catalogues: createCatalogueRepository(db),
    books: createBookRepository(db),
    closings: createBookClosingRepository(db),
    refusals: createRefusalRepository(db),
    copies: createCertifiedCopyRepository(db),
    paperCopies: createPaperCopyRepository(db),
    signers: createSignerRepository(db),
    proofs: createCopyProofRepository(db),
    copyPurges: createCopyPurgeRepository(db),
    fileSignatures: createFileSignatureRepository(db),
    copyDeliveries: createCopyDeliveryRepository(db),
    revocations: createRevocationRepository(db),
    competent: createCompetentRepository(db),
    corrections: createCorrectionRepository(db),
    custody: createCustodyRepository(db),
    identities: createIdentityRepository(db),
    dossiers: createDossierRepository(db),
    drafts: createDraftRepository(db),
    feeReceipts: createFeeReceiptRepository(db),
    guidance: createGuidanceRepository(db),
    pages: createPageRepository(db),
    pageQuality: createPageQualityRepository(db),
    thumbnails: createPageThumbnailRepository(db),
    pageTexts: createPageTextRepository(db),
    fileTexts: createFileTextRepository(db),
    paperFacts: createPaperFactsRepository(db),
    papers: createPaperRepository(db),
    prints: createPrintRepository(db),
    progress: createProgressRepository(db),
    results: createResultRepository(db),
    signingKeys: createSigningKeyRepository(db),
    linked: createLinkedRepository(db),
    listViews: createListViewRepository(db),
    stacks: createStackRepository(db),
    steps: createStepRepository(db),
    store: createStoreRepository(db),
    transfers: createTransferRepository(db),
    tray: createTrayRepository(db),
    blobs: createBlobRepository(db),
    devices: createDeviceRepository(db),
    imports: createImportRepository(db),
    installation: createInstallationRepository(db),
    journal: createJournalRepository(db),
    numbers: createNumberRepository(db),
    office: createOfficeRepository(db),
    forms: createFormRepository(db),
    codes: createCodeRepository(db),
    online: createOnlineRepository(db),
    outbox: createOutboxRepository(db),
    places: createPlaceRepository(db),
    answers: createRequestAnswerRepository(db),
    search: createSearchRepository(db),
    settings: createSettingRepository(db),
    users: createUserRepository(db),
    work: createWorkRepository(db),
  };
}
export type Repositories = ReturnType<typeof createRepositories>;

/** The readers a query is given; they have no method that writes and their connection cannot. */
export function createReaders(db: ReadDb) {
  return {
    assisted: createAssistedReader(db),
    calendars: createCalendarReader(db),
    catalogues: createCatalogueReader(db),
    books: createBookReader(db),
    closings: createBookClosingReader(db),
    check: createCheckReader(db),
    refusals: createRefusalReader(db),
    copies: createCertifiedCopyReader(db),
    paperCopies: createPaperCopyReader(db),
    signers: createSignerReader(db),
    proofs: createCopyProofReader(db),
    copyPurges: createCopyPurgeReader(db),
    fileSignatures: createFileSignatureReader(db),
    copyDeliveries: createCopyDeliveryReader(db),
    revocations: createRevocationReader(db),
    competent: createCompetentReader(db),
    corrections: createCorrectionReader(db),
    custody: createCustodyReader(db),
    identities: createIdentityReader(db),
    dossiers: createDossierReader(db),
    drafts: createDraftReader(db),
    feeReceipts: createFeeReceiptReader(db),
    guidance: createGuidanceReader(db),
    pages: createPageReader(db),
    pageQuality: createPageQualityReader(db),
    thumbnails: createPageThumbnailReader(db),
    pageTexts: createPageTextReader(db),
    fileTexts: createFileTextReader(db),
    paperFacts: createPaperFactsReader(db),
    papers: createPaperReader(db),
    prints: createPrintReader(db),
    progress: createProgressReader(db),
    results: createResultReader(db),
    signingKeys: createSigningKeyReader(db),
    linked: createLinkedReader(db),
    listViews: createListViewReader(db),
    numbers: createNumberReader(db),
    stacks: createStackReader(db),
    steps: createStepReader(db),
    store: createStoreReader(db),
    transfers: createTransferReader(db),
    tray: createTrayReader(db),
    blobs: createBlobReader(db),
    devices: createDeviceReader(db),
    imports: createImportReader(db),
    installation: createInstallationReader(db),
    journal: createJournalReader(db),
    office: createOfficeReader(db),
    forms: createFormReader(db),
    codes: createCodeReader(db),
    online: createOnlineReader(db),
    outbox: createOutboxReader(db),
    places: createPlaceReader(db),
    answers: createRequestAnswerReader(db),
    search: createSearchReader(db),
    settings: createSettingReader(db),
    users: createUserReader(db),
    watch: createWatchReader(db),
    work: createWorkReader(db),
  };
}
export type Readers = ReturnType<typeof createReaders>;
