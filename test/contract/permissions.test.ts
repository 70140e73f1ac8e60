import { traverseContractProcedures } from '@orpc/server';
import { expect, it } from 'vitest';
import { contract } from '../../shared/contract/index.ts';
import { commonRefusals, type ProcedureMeta } from '../../shared/contract/procedure.ts';
import { isPermitted, ROLES, type Role } from '../../shared/domain/people/permissions.ts';

interface Listed {
  name: string;
  meta: ProcedureMeta;
  refusals: string[];
  inputJson: string;
}

function listProcedures(): Listed[] {
  const found: Listed[] = [];
  traverseContractProcedures({ router: contract, path: [] }, ({ contract: procedure, path }) => {
    const definition = procedure['~orpc'];
    found.push({
      name: path.join('.'),
      meta: definition.meta as unknown as ProcedureMeta,
      refusals: Object.keys(definition.errorMap),
      inputJson: Object.keys((definition.inputSchema as unknown as { shape?: object }).shape ?? {}).join(','),
    });
  });
  return found;
}

const procedures = listProcedures();

/** Who may call what, written by hand: an official can read it and a change of the code must change it too. */
const COUNTER: readonly Role[] = ['clerk', 'head'];
const PROCESSING: readonly Role[] = ['clerk', 'processing-officer', 'approving-leader', 'head'];

const MATRIX: Record<string, 'anyone' | 'signed-in' | readonly Role[]> = {
  'setup.status': 'anyone',
  'setup.start': 'anyone',
  'workspace.switch': 'anyone',
  'session.get': 'anyone',
  'session.signIn': 'anyone',
  'session.signOut': 'anyone',
  'session.lock': 'signed-in',
  'session.unlock': 'anyone',
  'session.changePassword': 'signed-in',
  'session.setUnlockCode': 'signed-in',
  'office.get': ROLES,
  'office.rename': ['administrator'],
  'people.list': ['administrator'],
  'people.create': ['administrator'],
  'people.setRoles': ['administrator'],
  'people.resetPassword': ['administrator'],
  'people.end': ['administrator'],
  'device.list': ['administrator'],
  'device.rename': ['administrator'],
  'geography.searchCommunes': 'anyone',
  'calendar.get': ROLES,
  'calendar.change': ['administrator'],
  'calendar.affected': ROLES,
  'calendar.keepPromise': PROCESSING,
  'catalogue.search': ROLES,
  'catalogue.get': ROLES,
  'catalogue.appointment': ROLES,
  'catalogue.check': ROLES,
  'catalogue.preview': ['administrator'],
  'catalogue.publish': ['administrator'],
  'catalogue.publications': ROLES,
  'catalogue.template': ['administrator'],
  'catalogue.drawNotice': ROLES,
  'publicView.search': 'anyone',
  'publicView.get': 'anyone',
  'assist.open': COUNTER,
  'assist.change': COUNTER,
  'assist.scan': COUNTER,
  'assist.addFile': COUNTER,
  'assist.removeFile': COUNTER,
  'assist.prepare': COUNTER,
  'assist.file': COUNTER,
  'assist.giveUp': COUNTER,
  'assist.purge': COUNTER,
  'assist.list': ROLES,
  'assist.get': ROLES,
  'batch.template': COUNTER,
  'batch.preview': COUNTER,
  'batch.wrongRows': COUNTER,
  'batch.open': COUNTER,
  'batch.receive': COUNTER,
  'batch.list': ROLES,
  'batch.get': ROLES,
  'batch.joinSlips': COUNTER,
  'forms.list': ['administrator'],
  'forms.preview': ['administrator'],
  'forms.give': ['administrator'],
  'forms.use': ['administrator'],
  'forms.template': ['administrator'],
  'goingLive.preview': ['administrator'],
  'goingLive.take': ['administrator'],
  'goingLive.imports': ['administrator'],
  'goingLive.template': ['administrator'],
  'goingLive.numbers': ['administrator'],
  'goingLive.startNumbers': ['administrator'],
  'health.get': ROLES,
  'health.verifyAudit': ['administrator'],
  'health.rebuildSearch': ['administrator'],
  'health.chooseBackupFolder': ['administrator'],
  'health.backUp': ['administrator'],
  'health.issueRecoveryShares': ['administrator'],
  'dossier.readCard': COUNTER,
  'dossier.saveDraft': COUNTER,
  'dossier.takeDraft': COUNTER,
  'dossier.linkCode': COUNTER,
  'dossier.codeless': ROLES,
  'dossier.discardDraft': COUNTER,
  'dossier.drafts': COUNTER,
  'dossier.openOf': ROLES,
  'dossier.receive': COUNTER,
  'dossier.drawSlip': COUNTER,
  'dossier.drawControl': PROCESSING,
  'dossier.drawProcess': PROCESSING,
  'dossier.drawHandOver': COUNTER,
  'slip.check': ROLES,
  'slip.fetchKeys': ROLES,
  'dossier.recordPrint': PROCESSING,
  'dossier.search': ROLES,
  'dossier.count': ROLES,
  'lists.get': ROLES,
  'lists.setColumns': ROLES,
  'lists.saveView': ROLES,
  'lists.removeView': ROLES,
  'lists.export': COUNTER,
  'lists.cancelExport': COUNTER,
  'register.look': COUNTER,
  'register.draw': COUNTER,
  'print.register': COUNTER,
  'results.waiting': ROLES,
  'results.drawList': PROCESSING,
  'dossier.get': ROLES,
  'dossier.startProcessing': PROCESSING,
  'dossier.recordResult': PROCESSING,
  'dossier.settleLookup': PROCESSING,
  'dossier.handOver': COUNTER,
  'life.askSupplement': PROCESSING,
  'life.askPayment': PROCESSING,
  'life.stop': PROCESSING,
  'life.withdraw': PROCESSING,
  'life.refuse': PROCESSING,
  'life.resume': PROCESSING,
  'life.reappoint': PROCESSING,
  'life.drawExplanation': COUNTER,
  'life.drawApology': PROCESSING,
  'life.drawNotice': PROCESSING,
  'identity.unverified': ROLES,
  'identity.recordCheck': COUNTER,
  'identity.known': COUNTER,
  'identity.linkNumber': COUNTER,
  'fee.setting': ROLES,
  'fee.setSetting': ['administrator'],
  'fee.ofDossier': ROLES,
  'fee.day': ROLES,
  'fee.take': COUNTER,
  'fee.draw': COUNTER,
  'fee.cancel': COUNTER,
  'custody.keep': COUNTER,
  'custody.move': PROCESSING,
  'custody.giveBack': COUNTER,
  'custody.list': ROLES,
  'transfer.waiting': ROLES,
  'transfer.list': ROLES,
  'transfer.get': ROLES,
  'transfer.prepare': COUNTER,
  'transfer.draw': COUNTER,
  'transfer.confirm': PROCESSING,
  'transfer.leaveOut': COUNTER,
  'life.extend': PROCESSING,
  'delivery.progress': ROLES,
  'delivery.settleProgress': PROCESSING,
  'life.confirmArrival': PROCESSING,
  'life.awaited': ROLES,
  'life.sendResultBack': PROCESSING,
  'life.reportLostSlip': COUNTER,
  'life.watch': ROLES,
  'dossier.sendOut': COUNTER,
  'dossier.acknowledge': COUNTER,
  'life.void': COUNTER,
  'linked.end': PROCESSING,
  'work.assign': ['clerk', 'approving-leader', 'head'],
  'work.takeBack': ['clerk', 'approving-leader', 'head'],
  'work.handOn': PROCESSING,
  'work.approve': ['approving-leader', 'head'],
  'work.sendBack': ['approving-leader', 'head'],
  'work.people': PROCESSING,
  'work.mine': ROLES,
  'life.correct': COUNTER,
  'scan.scanners': COUNTER,
  'scan.setAddresses': ['administrator'],
  'scan.addresses': ['administrator'],
  'scan.run': COUNTER,
  'scan.addFile': COUNTER,
  'scan.acceptPage': COUNTER,
  'scan.cleanUp': COUNTER,
  'scan.describePaper': COUNTER,
  'scan.setAside': COUNTER,
  'scan.putBack': COUNTER,
  'scan.makeDigitalCopy': COUNTER,
  'online.list': ROLES,
  'online.get': ROLES,
  'online.accept': COUNTER,
  'online.askCompletion': COUNTER,
  'online.refuse': COUNTER,
  'print.papers': ROLES,
  'print.notice': ROLES,
  'print.guidance': ROLES,
  'guidance.give': COUNTER,
  'guidance.list': ROLES,
  'guidance.earlier': ROLES,
  'print.again': ROLES,
  'print.cancel': ROLES,
  'print.see': ROLES,
  'print.mine': ROLES,
  'print.get': ROLES,
  'print.log': ROLES,
  'print.printers': ROLES,
  'print.choices': ROLES,
  'print.choose': ['administrator'],
  'stack.drawSeparators': COUNTER,
  'tray.list': COUNTER,
  'tray.file': COUNTER,
  'tray.drop': COUNTER,
  'tray.restore': COUNTER,
  'tray.folder': ['administrator'],
  'tray.watch': ['administrator'],
  'certify.queue': ROLES,
  'certify.compare': COUNTER,
  'certify.withdraw': COUNTER,
  'certify.keys': ROLES,
  'certify.tokens': ['administrator'],
  'certify.addKey': ['administrator'],
  'certify.retireKey': ['administrator'],
  'certify.addTrustAnchor': ['administrator'],
  'certify.trustAnchors': ROLES,
  'certify.sign': ['certifying-officer'],
  'certify.seal': ['seal-keeper'],
  'certify.verify': 'signed-in',
  'today.get': ROLES,
  'today.next': ROLES,
  'live.watch': 'anyone',
  // delivery
  'delivery.connect': ['administrator'],
  'delivery.status': ROLES,
  'delivery.list': ROLES,
  'delivery.ledger': ROLES,
  'delivery.reconcile': ROLES,
  'delivery.retry': ['clerk', 'head', 'administrator'],
  'delivery.sendNow': ['clerk', 'head', 'administrator'],
};

it('states for every procedure who may call it', () => {
  expect(procedures.map(({ name }) => name).sort()).toEqual(Object.keys(MATRIX).sort());
});

it.each(procedures)('$name admits exactly the roles of the matrix', ({ name, meta }) => {
  const allowed = MATRIX[name];
  expect(isPermitted(meta.permission, undefined)).toBe(allowed === 'anyone');
  expect(isPermitted(meta.permission, [])).toBe(allowed === 'anyone' || allowed === 'signed-in');
  for (const role of ROLES) {
    expect(isPermitted(meta.permission, [role])).toBe(
      typeof allowed === 'string' || (allowed?.includes(role) ?? false),
    );
  }
});

it.each(procedures)('$name lists the refusals that any call may meet', ({ refusals }) => {
  expect(refusals).toEqual(expect.arrayContaining(Object.keys(commonRefusals)));
});

it.each(procedures.filter(({ meta }) => meta.kind === 'command'))(
  '$name carries a request id',
  ({ inputJson }) => {
    expect(inputJson.split(',')).toContain('requestId');
  },
);
