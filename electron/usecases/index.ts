import type { Contract } from '../../shared/contract/index.ts';
import type { HandlersOf } from '../host/handlers.ts';
import { addFileToFiling, removeFileFromFiling, scanForFiling } from './assist/collect-files.ts';
import { getFiling, listFilings } from './assist/list-filings.ts';
import { changeFiling, confirmFiling, giveUpFiling, openFiling } from './assist/open-filing.ts';
import { prepareFiling } from './assist/prepare-files.ts';
import { purgeFilingFiles } from './assist/purge-files.ts';
import { getBatch, joinBatchSlips, listBatches } from './batch/batch-dossiers.ts';
import { drawBatchTemplate, drawWrongRows, previewBatch } from './batch/preview-batch.ts';
import { openBatch, receiveBatch } from './batch/receive-batch.ts';
import {
  changeCalendar,
  getCalendar,
  keepPromise,
  listAffectedPromises,
} from './calendar/office-calendar.ts';
import { checkCatalogue } from './catalogue/check-catalogue.ts';
import { getAppointment } from './catalogue/get-appointment.ts';
import { getProcedure } from './catalogue/get-procedure.ts';
import {
  drawCatalogueTemplate,
  listPublications,
  previewCatalogue,
  publishCatalogue,
} from './catalogue/publish-catalogue.ts';
import { searchCatalogue } from './catalogue/search-catalogue.ts';
import { listEntries, voidEntry } from './certify/books.ts';
import { closeBook } from './certify/close-book.ts';
import { compareCopy, withdrawCopy } from './certify/compare-copy.ts';
import { addRevocationList, listRevocationData, proveNow, releaseCopy } from './certify/copy-proofs.ts';
import { deliverCopies, listDeliverable } from './certify/deliver-copies.ts';
import { drawBook } from './certify/draw-book.ts';
import { giveBackCopy, giveBackPaperCopy } from './certify/give-back.ts';
import { listCopies } from './certify/list-copies.ts';
import { listExpiries } from './certify/list-expiries.ts';
import { openBook } from './certify/open-book.ts';
import { getRetention, setRetention } from './certify/retention.ts';
import { sealCopies } from './certify/seal-copies.ts';
import { signCopies } from './certify/sign-copies.ts';
import { listUnsigned, sealResults, signComponents } from './certify/sign-files.ts';
import { addSigner, endSigner, listSigners } from './certify/signers.ts';
import {
  addKey,
  addTrustAnchor,
  bindKey,
  listKeys,
  listTokens,
  listTrustAnchors,
  removeTrustAnchor,
  retireKey,
} from './certify/signing-keys.ts';
import { getTimeAuthorities, setTimeAuthorities, tryTimeAuthority } from './certify/time-authorities.ts';
import { verifyFile } from './certify/verify-file.ts';
import { checkFile, drawCheckReport } from './check/check-file.ts';
import { giveBackOriginal, keepOriginal, listOriginals, moveOriginal } from './custody/keep-originals.ts';
import { connectProvince } from './delivery/connect-province.ts';
import { exportLedger } from './delivery/export-ledger.ts';
import { getDeliveryLedger } from './delivery/get-delivery-ledger.ts';
import { getDeliveryStatus } from './delivery/get-delivery-status.ts';
import { listUnsent } from './delivery/list-unsent.ts';
import { reconcile } from './delivery/reconcile.ts';
import { retryPacket } from './delivery/retry-packet.ts';
import { sendNow } from './delivery/send-now.ts';
import { listDevices } from './device/list-devices.ts';
import { renameDevice } from './device/rename-device.ts';
import { discardDraft, listDrafts, saveDraft, takeDraft } from './dossier/drafts.ts';
import { drawControl, drawProcess } from './dossier/draw-course.ts';
import { drawHandOver } from './dossier/draw-hand-over.ts';
import { drawSlip } from './dossier/draw-slip.ts';
import { countDossiers, findOpenDossiers, searchDossiers } from './dossier/find-dossiers.ts';
import { getDossier } from './dossier/get-dossier.ts';
import { handOverResult } from './dossier/hand-over-result.ts';
import { linkCode, listCodeless } from './dossier/link-code.ts';
import { recordResult, startProcessing } from './dossier/process-dossier.ts';
import { readCard } from './dossier/read-card.ts';
import { receiveDossier } from './dossier/receive-dossier.ts';
import { recordPrint } from './dossier/record-print.ts';
import { acknowledgeResult, sendOutResult } from './dossier/send-out-result.ts';
import { settleLookup } from './dossier/settle-lookup.ts';
import { cancelFeeReceipt } from './fee/cancel-receipt.ts';
import { drawFeeReceipt } from './fee/draw-receipt.ts';
import { getFeeSetting, setFeeSetting } from './fee/fee-setting.ts';
import { listDayReceipts, listDossierFees } from './fee/list-receipts.ts';
import { takeFee } from './fee/take-fee.ts';
import { drawFormTemplate, listForms, useForm } from './forms/forms-in-force.ts';
import { giveForm, previewForm } from './forms/give-form.ts';
import { searchCommunesQuery } from './geography/search-communes.ts';
import {
  drawOpenDossierTemplate,
  listImports,
  previewOpenDossiers,
  takeOpenDossiers,
} from './going-live/import-dossiers.ts';
import { listNumbers, startNumbers } from './going-live/number-starts.ts';
import { giveGuidance } from './guidance/give-guidance.ts';
import { listEarlierGuidance, listGuidance } from './guidance/list-guidance.ts';
import { backUp } from './health/back-up.ts';
import { chooseBackupFolder } from './health/choose-backup-folder.ts';
import { getHealth } from './health/get-health.ts';
import { issueRecoveryShares } from './health/issue-recovery-shares.ts';
import { rebuildSearch } from './health/rebuild-search.ts';
import { verifyAudit } from './health/verify-audit.ts';
import { listUnverified, recordLaterCheck } from './identity/identity-checks.ts';
import { findKnownParty, linkNumber } from './identity/known-people.ts';
import { confirmArrival, listAwaited } from './life/confirm-arrival.ts';
import { correctDossier } from './life/correct-dossier.ts';
import { drawApology } from './life/draw-apology.ts';
import { drawExplanation } from './life/draw-explanation.ts';
import { drawNotice } from './life/draw-notice.ts';
import { refuseDossier, stopDossier, withdrawDossier } from './life/end-dossier.ts';
import { extendDossier } from './life/extend-dossier.ts';
import { askPayment, askSupplement } from './life/interrupt-dossier.ts';
import { reappointDossier } from './life/reappoint-dossier.ts';
import { reportLostSlip, sendResultBack } from './life/result-and-slip.ts';
import { resumeDossier } from './life/resume-dossier.ts';
import { voidDossier } from './life/void-dossier.ts';
import { watchDossiers } from './life/watch-dossiers.ts';
import { endLinkedChild } from './linked/end-child.ts';
import { cancelExport, exportList } from './lists/export-list.ts';
import { getLists, removeView, saveView, setListColumns } from './lists/list-views.ts';
import { watchLive } from './live/watch-live.ts';
import { getOffice } from './office/get-office.ts';
import { renameOffice } from './office/rename-office.ts';
import { acceptSubmission, askCompletion, refuseSubmission } from './online/decide-submission.ts';
import { getSubmission, listSubmissions } from './online/submissions.ts';
import { checkStatement, getStatementCode, setStatementCode } from './paper-copy/check-statement.ts';
import { drawCovers, drawStatements } from './paper-copy/draw-copy-papers.ts';
import { handOverVisit, listPaperVisits } from './paper-copy/hand-over-visit.ts';
import { numberPaperCopies } from './paper-copy/number-paper-copies.ts';
import { listPaperCopies, tickPaperCopy, withdrawPaperCopy } from './paper-copy/paper-tray.ts';
import { putUpAgain, receiveAct } from './paper-copy/receive-act.ts';
import { addPaperCopies, receivePaperCopies } from './paper-copy/receive-paper-copies.ts';
import { getStatementPlaces, setPrinterShift, setStatementPlace } from './paper-copy/statement-places.ts';
import { createUserCommand } from './people/create-user.ts';
import { endUser } from './people/end-user.ts';
import { listUsers } from './people/list-users.ts';
import { resetPassword } from './people/reset-password.ts';
import { setRoles } from './people/set-roles.ts';
import { cancelOnePrint, seePrint } from './print/cancel-print.ts';
import { choosePrinter, listPrintChoices, listPrinters } from './print/print-choices.ts';
import { getPrint, listMyPrints, listPrintLog } from './print/print-log.ts';
import {
  printAgain,
  printGuidance,
  printNotice,
  printPapers,
  printRegister,
  printTrial,
} from './print/print-papers.ts';
import { listProgress, settleProgress } from './progress/settle-progress.ts';
import { drawPublicNotice, getPublicNotice, searchPublicNotices } from './public-view/read-public-notice.ts';
import { drawRefusal } from './refusal/draw-refusal.ts';
import { listRefusals, refuseCertification } from './refusal/refuse-certification.ts';
import { drawRegister, lookAtRegister } from './register/draw-register.ts';
import { drawResultList, listWaitingResults } from './results/draw-result-list.ts';
import { addFile } from './scan/add-file.ts';
import { arrangePages } from './scan/arrange-pages.ts';
import { getCopyLimit, setCopyLimit } from './scan/copy-limit.ts';
import { findText } from './scan/find-text.ts';
import { acceptPage, cleanUpPages, describePaper, markNote, measureAgain } from './scan/judge-page.ts';
import { makeDigitalCopy } from './scan/make-digital-copy.ts';
import { moveToDossier } from './scan/move-to-dossier.ts';
import { listLacking, sayFacts } from './scan/say-facts.ts';
import { scanPages } from './scan/scan-pages.ts';
import { getScannerAddresses, listScanners, setScannerAddresses } from './scan/scanners.ts';
import { putPagesBack, setPagesAside } from './scan/set-page-aside.ts';
import { suggestPaperFacts } from './scan/suggest-facts.ts';
import { changePassword } from './session/change-password.ts';
import { getSession } from './session/get-session.ts';
import { lockSession } from './session/lock-session.ts';
import { setUnlockCode } from './session/set-unlock-code.ts';
import { signIn } from './session/sign-in.ts';
import { signOut } from './session/sign-out.ts';
import { unlockSession } from './session/unlock-session.ts';
import { getSetupStatus } from './setup/get-setup-status.ts';
import { startSetup } from './setup/start-setup.ts';
import { checkSlip } from './slip/check-slip.ts';
import { fetchSlipKeys } from './slip/fetch-slip-keys.ts';
import { drawSeparators } from './stack/draw-separators.ts';
import { runStack, sortStackAgain } from './stack/run-stack.ts';
import { suggestPlace } from './stack/suggest-place.ts';
import {
  fileSignedPage,
  fileWaitingPage,
  listMissingSigned,
  listWaitingPages,
  setWaitingAside,
  takeWaitingBack,
} from './stack/waiting-pages.ts';
import { listLooks, lookIntoStore, storeFigures } from './store/look-into-store.ts';
import { reusePaper } from './store/reuse-paper.ts';
import { revokePaper } from './store/revoke-paper.ts';
import { getNextTask } from './today/get-next-task.ts';
import { getToday } from './today/get-today.ts';
import { confirmTransfer } from './transfer/confirm-transfer.ts';
import { drawTransfer } from './transfer/draw-transfer.ts';
import { getTransfer, listTransfers, listWaitingFiles } from './transfer/list-transfers.ts';
import { leaveOutOfTransfer, prepareTransfer } from './transfer/prepare-transfer.ts';
import {
  dropFromTray,
  fileFromTray,
  getWatchedFolder,
  listTray,
  restoreToTray,
  watchFolder,
} from './tray/tray.ts';
import { listMyWork, listWorkPeople } from './work/list-work.ts';
import { approveWork, assignWork, handOnWork, sendBackWork, takeBackWork } from './work/move-work.ts';
import { switchWorkspace } from './workspace/switch-workspace.ts';

/** The whole contract, handled: a missing or surplus handler does not compile. */
export const handlers: HandlersOf<Contract> = {
  setup: { status: getSetupStatus, start: startSetup },
  workspace: { switch: switchWorkspace },
  session: {
    get: getSession,
    signIn,
    signOut,
    lock: lockSession,
    unlock: unlockSession,
    changePassword,
    setUnlockCode,
  },
  office: { get: getOffice, rename: renameOffice },
  people: { list: listUsers, create: createUserCommand, setRoles, resetPassword, end: endUser },
  publicView: { search: searchPublicNotices, get: getPublicNotice },
  device: { list: listDevices, rename: renameDevice },
  geography: { searchCommunes: searchCommunesQuery },
  goingLive: {
    preview: previewOpenDossiers,
    take: takeOpenDossiers,
    imports: listImports,
    template: drawOpenDossierTemplate,
    numbers: listNumbers,
    startNumbers,
  },
  assist: {
    open: openFiling,
    change: changeFiling,
    scan: scanForFiling,
    addFile: addFileToFiling,
    removeFile: removeFileFromFiling,
    prepare: prepareFiling,
    file: confirmFiling,
    giveUp: giveUpFiling,
    purge: purgeFilingFiles,
    list: listFilings,
    get: getFiling,
  },
  batch: {
    template: drawBatchTemplate,
    preview: previewBatch,
    wrongRows: drawWrongRows,
    open: openBatch,
    receive: receiveBatch,
    list: listBatches,
    get: getBatch,
    joinSlips: joinBatchSlips,
  },
  calendar: { get: getCalendar, change: changeCalendar, affected: listAffectedPromises, keepPromise },
  catalogue: {
    search: searchCatalogue,
    get: getProcedure,
    appointment: getAppointment,
    check: checkCatalogue,
    preview: previewCatalogue,
    publish: publishCatalogue,
    publications: listPublications,
    template: drawCatalogueTemplate,
    drawNotice: drawPublicNotice,
  },
  forms: {
    list: listForms,
    preview: previewForm,
    give: giveForm,
    use: useForm,
    template: drawFormTemplate,
  },
  fee: {
    setting: getFeeSetting,
    setSetting: setFeeSetting,
    ofDossier: listDossierFees,
    day: listDayReceipts,
    take: takeFee,
    draw: drawFeeReceipt,
    cancel: cancelFeeReceipt,
  },
  check: { file: checkFile, report: drawCheckReport },
  slip: { check: checkSlip, fetchKeys: fetchSlipKeys },
  dossier: {
    readCard,
    saveDraft,
    takeDraft,
    discardDraft,
    drafts: listDrafts,
    openOf: findOpenDossiers,
    receive: receiveDossier,
    drawSlip,
    drawControl,
    drawProcess,
    drawHandOver,
    recordPrint,
    linkCode,
    codeless: listCodeless,
    search: searchDossiers,
    count: countDossiers,
    get: getDossier,
    startProcessing,
    settleLookup,
    recordResult,
    handOver: handOverResult,
    sendOut: sendOutResult,
    acknowledge: acknowledgeResult,
  },
  linked: { end: endLinkedChild },
  lists: {
    get: getLists,
    setColumns: setListColumns,
    saveView,
    removeView,
    export: exportList,
    cancelExport,
  },
  guidance: { give: giveGuidance, list: listGuidance, earlier: listEarlierGuidance },
  register: { look: lookAtRegister, draw: drawRegister },
  results: { waiting: listWaitingResults, drawList: drawResultList },
  work: {
    assign: assignWork,
    takeBack: takeBackWork,
    handOn: handOnWork,
    approve: approveWork,
    sendBack: sendBackWork,
    people: listWorkPeople,
    mine: listMyWork,
  },
  life: {
    askSupplement,
    askPayment,
    stop: stopDossier,
    withdraw: withdrawDossier,
    refuse: refuseDossier,
    resume: resumeDossier,
    reappoint: reappointDossier,
    extend: extendDossier,
    confirmArrival,
    awaited: listAwaited,
    sendResultBack,
    reportLostSlip,
    correct: correctDossier,
    void: voidDossier,
    watch: watchDossiers,
    drawNotice,
    drawExplanation,
    drawApology,
  },
  identity: {
    unverified: listUnverified,
    recordCheck: recordLaterCheck,
    known: findKnownParty,
    linkNumber,
  },
  custody: { keep: keepOriginal, move: moveOriginal, giveBack: giveBackOriginal, list: listOriginals },
  transfer: {
    waiting: listWaitingFiles,
    list: listTransfers,
    get: getTransfer,
    prepare: prepareTransfer,
    draw: drawTransfer,
    confirm: confirmTransfer,
    leaveOut: leaveOutOfTransfer,
  },
  scan: {
    scanners: listScanners,
    setAddresses: setScannerAddresses,
    addresses: getScannerAddresses,
    run: scanPages,
    addFile,
    acceptPage,
    measureAgain,
    cleanUp: cleanUpPages,
    describePaper,
    sayFacts,
    moveToDossier,
    suggestFacts: suggestPaperFacts,
    lacking: listLacking,
    findText,
    setAside: setPagesAside,
    putBack: putPagesBack,
    arrange: arrangePages,
    markNote,
    makeDigitalCopy,
    copyLimit: getCopyLimit,
    setCopyLimit,
  },
  store: {
    look: lookIntoStore,
    reuse: reusePaper,
    revoke: revokePaper,
    looks: listLooks,
    figures: storeFigures,
  },
  print: {
    papers: printPapers,
    notice: printNotice,
    register: printRegister,
    guidance: printGuidance,
    trial: printTrial,
    again: printAgain,
    cancel: cancelOnePrint,
    see: seePrint,
    mine: listMyPrints,
    get: getPrint,
    log: listPrintLog,
    printers: listPrinters,
    choices: listPrintChoices,
    choose: choosePrinter,
  },
  online: {
    list: listSubmissions,
    get: getSubmission,
    accept: acceptSubmission,
    askCompletion,
    refuse: refuseSubmission,
  },
  stack: {
    drawSeparators,
    run: runStack,
    sort: sortStackAgain,
    waiting: listWaitingPages,
    suggestPlace,
    file: fileWaitingPage,
    fileSigned: fileSignedPage,
    setAside: setWaitingAside,
    takeBack: takeWaitingBack,
    missingSigned: listMissingSigned,
  },
  tray: {
    list: listTray,
    file: fileFromTray,
    drop: dropFromTray,
    restore: restoreToTray,
    folder: getWatchedFolder,
    watch: watchFolder,
  },
  certify: {
    queue: listCopies,
    compare: compareCopy,
    withdraw: withdrawCopy,
    giveBack: giveBackCopy,
    keys: listKeys,
    expiries: listExpiries,
    unsigned: listUnsigned,
    signComponents,
    sealResults,
    tokens: listTokens,
    addKey,
    retireKey,
    bindKey,
    addTrustAnchor,
    trustAnchors: listTrustAnchors,
    removeTrustAnchor,
    sign: signCopies,
    seal: sealCopies,
    retention: getRetention,
    setRetention,
    timeAuthorities: getTimeAuthorities,
    setTimeAuthorities,
    tryTimeAuthority,
    release: releaseCopy,
    deliverable: listDeliverable,
    deliver: deliverCopies,
    proveNow,
    revocationData: listRevocationData,
    addRevocationList,
    verify: verifyFile,
  },
  book: {
    signers: listSigners,
    addSigner,
    endSigner,
    open: openBook,
    close: closeBook,
    entries: listEntries,
    draw: drawBook,
    void: voidEntry,
  },
  refusal: { refuse: refuseCertification, ofDossier: listRefusals, draw: drawRefusal },
  paperCopy: {
    receive: receivePaperCopies,
    receiveAct,
    again: putUpAgain,
    add: addPaperCopies,
    queue: listPaperCopies,
    withdraw: withdrawPaperCopy,
    giveBack: giveBackPaperCopy,
    number: numberPaperCopies,
    drawStatements,
    drawCovers,
    tick: tickPaperCopy,
    visits: listPaperVisits,
    handOver: handOverVisit,
    places: getStatementPlaces,
    setPlace: setStatementPlace,
    setShift: setPrinterShift,
    check: checkStatement,
    code: getStatementCode,
    setCode: setStatementCode,
  },
  health: { get: getHealth, verifyAudit, rebuildSearch, chooseBackupFolder, backUp, issueRecoveryShares },
  today: { get: getToday, next: getNextTask },
  live: { watch: watchLive },
  delivery: {
    connect: connectProvince,
    status: getDeliveryStatus,
    list: listUnsent,
    ledger: getDeliveryLedger,
    exportLedger,
    retry: retryPacket,
    sendNow,
    reconcile,
    progress: listProgress,
    settleProgress,
  },
};
