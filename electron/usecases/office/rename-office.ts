import { contract } from '../../../shared/contract/index.ts';
import { decideRename } from '../../../shared/domain/office/rename.ts';
import { ok } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

/** Gives the office a new name from a day on; papers of earlier days keep the old one. The model of a command: read, decide, write, record, send. */
export const renameOffice = commandHandler(contract.office.rename, (input, { tx }) =>
  tx.immediate(({ office, today, record, send, announce }) => {
    const current = office.getLatest();
    const decision = decideRename(current, { name: input.name, validFrom: input.validFrom ?? today });
    if (!decision.ok) return decision;
    const { validFrom, previousEndsOn } = decision.value;
    const { placeName: _placeName, provinceName: _provinceName, ...kept } = current;
    if (previousEndsOn !== null) office.endVersion(current.officeId, current.validFrom, previousEndsOn);
    office.putVersion({ ...kept, name: input.name, validFrom, validTo: null });
    const event = record({
      subject: { kind: 'office', id: current.officeId },
      type: 'office.renamed',
      payload: { from: current.name, to: input.name, validFrom },
    });
    const packet = send(event, {
      kind: 'office.renamed',
      snapshot: { officeId: current.officeId, agencyCode: current.agencyCode, name: input.name, validFrom },
      files: [],
    });
    announce('office');
    return ok({ officeId: current.officeId, name: input.name, validFrom, packetSeq: packet.seq });
  }),
);
