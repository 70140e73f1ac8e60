import { contract } from '../../../shared/contract/index.ts';
import { decideOfficeCalendar } from '../../../shared/domain/deadline/office-calendar.ts';
import { defaultCalendar } from '../../../shared/domain/deadline/working-calendar.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import { affectedBy, affectedPromises, stepsOnlyIn } from './affected-promises.ts';

/** The calendar from this year on. */
export const getCalendar = queryHandler(contract.calendar.get, (_input, { readers, clock }) => {
  const from = `${officeDay(clock.now()).slice(0, 4)}-01-01`;
  const own = readers.calendars.own();
  const ours = new Set(own.days.map(({ date }) => date));
  const { holidays, officeHours } = readers.calendars.now();
  const days = [
    ...holidays.days.map(({ date, kind, name, legal, verified }) => ({
      date,
      kind,
      name,
      legal: legal ?? null,
      verified,
      ours: ours.has(date),
    })),
    ...own.days
      .filter(({ kind }) => kind === 'ordinary')
      .map((day) => ({ ...day, verified: false, ours: true })),
  ];
  return ok({
    days: days.filter(({ date }) => date >= from).sort((a, b) => a.date.localeCompare(b.date)),
    officeHours,
    own,
    versions: readers.calendars.versions(),
  });
});

/** Enters a version of the calendar. Printed appointments stay; the answer says how many would now be others. */
export const changeCalendar = commandHandler(
  contract.calendar.change,
  ({ after, content, basis }, { tx, signedIn }) =>
    tx.immediate((w) => {
      const [newest] = w.calendars.versions();
      if (newest !== undefined && newest.number !== after)
        return refuse('CALENDAR_CHANGED_MEANWHILE', { by: newest.enteredBy, at: newest.enteredAt });
      const decided = decideOfficeCalendar(w.calendars.own(), content, defaultCalendar);
      if (!decided.ok) return decided;
      const number = (newest?.number ?? 0) + 1;
      w.calendars.enter({ number, content: decided.value, basis, at: w.now, by: signedIn().userId });
      const { officeId, agencyCode } = w.office.getLatest();
      const event = w.record({
        subject: { kind: 'office', id: officeId },
        type: 'office.calendar-changed',
        payload: { number, basis, days: decided.value.days.length },
      });
      const sent = w.send(event, {
        kind: 'office.calendar-changed',
        snapshot: { officeId, agencyCode, number, basis, ...decided.value },
        files: [],
      });
      w.announce('office');
      w.announce('dossier');
      return ok({ number, affected: affectedPromises(w).length, packetSeq: sent.seq });
    }),
);

/** The printed appointments that the newest version would move. */
export const listAffectedPromises = queryHandler(contract.calendar.affected, (_input, { readers }) =>
  ok({
    rows: affectedPromises(readers).map(({ dossier, ownerName, version, printed, reckoned }) => {
      const turn = readers.work.findLast(dossier.id);
      return {
        dossierId: dossier.id,
        code: dossier.code,
        procedureName: dossier.procedureName,
        ownerName,
        holder: turn?.outcome === null ? turn.holder : null,
        version,
        promisedAt: dossier.dueAt,
        reckonedAt: reckoned.dueAt,
        added: stepsOnlyIn(reckoned, printed),
        gone: stepsOnlyIn(printed, reckoned),
      };
    }),
  }),
);

/** Keeps a printed appointment that the newest version of the calendar would move. */
export const keepPromise = commandHandler(
  contract.calendar.keepPromise,
  ({ dossierId, version, reason }, { tx, signedIn }) =>
    tx.immediate((w) => {
      if (w.dossiers.find(dossierId) === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
      const [newest] = w.calendars.versions();
      const found = newest?.number === version ? affectedBy(w, dossierId, newest) : undefined;
      if (found === undefined) return refuse('PROMISE_NOT_AFFECTED', {});
      const { due: promised, code } = found.dossier;
      const reckoned = found.reckoned.due;
      w.calendars.keepPromise({
        dossierId,
        version,
        promised,
        reckoned,
        reason,
        at: w.now,
        by: signedIn().userId,
      });
      w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'dossier.promise-kept',
        payload: { code, version, promised, reckoned },
        personal: { reason },
      });
      w.announce('dossier');
      return ok({});
    }),
);
