import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import type { DeadlineStep } from '../../../shared/domain/deadline/calendar-walk.ts';
import type { Deadline } from '../../../shared/domain/deadline/deadline.ts';
import { replayAppointment } from '../../../shared/domain/deadline/replay.ts';
import type { WorkingCalendar } from '../../../shared/domain/deadline/working-calendar.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import type { Readers } from '../../host/repositories.ts';
import { changesOf } from '../life/appointment-history.ts';

type Needed = Pick<Readers, 'calendars' | 'dossiers' | 'steps'>;

/** A printed appointment and what the newest version of the calendar makes of it. */
interface AffectedPromise {
  dossier: DossierRow;
  ownerName: string;
  version: number;
  printed: Deadline;
  reckoned: Deadline;
}

/**
 * Dossiers at work whose printed appointment the calendar of today would not give, and of which nothing was decided since. Only appointments that
 * come out as printed under the calendar of their time are compared: what another system or a person promised is no reckoning of ours.
 */
export function affectedPromises(readers: Needed): AffectedPromise[] {
  const [version] = readers.calendars.versions();
  if (version === undefined) return [];
  return readers.calendars.openBefore(version.enteredAt).flatMap(({ dossierId, ownerName }) => {
    const found = affectedBy(readers, dossierId, version);
    return found === undefined ? [] : [{ ...found, ownerName, version: version.number }];
  });
}

/** How many there are; they wait since the calendar was changed. */
export function affectedFigures(readers: Needed): { count: number; oldestAt: Instant | null } {
  const { length: count } = affectedPromises(readers);
  return { count, oldestAt: count === 0 ? null : (readers.calendars.versions()[0]?.enteredAt ?? null) };
}

/** How a version touches one dossier; undefined when it does not, or when its appointment was decided since. */
export function affectedBy(
  readers: Needed,
  dossierId: DossierRow['id'],
  version: { number: number; enteredAt: Instant },
): { dossier: DossierRow; printed: Deadline; reckoned: Deadline } | undefined {
  const dossier = readers.dossiers.find(dossierId);
  if (dossier === undefined) return undefined;
  const changes = changesOf(readers.steps.ofDossier(dossierId)).map(({ change }) => change);
  const decided =
    changes.some(({ at }) => at >= version.enteredAt) ||
    readers.calendars.keptOf(dossierId).some((kept) => kept.version === version.number);
  if (decided) return undefined;
  const last = (calendarAt: (at: Instant) => WorkingCalendar): Deadline | undefined => {
    const all = replayAppointment(
      { received: dossier.clockFrom, limit: dossier.terms.limit },
      changes,
      calendarAt,
    );
    return all.ok ? all.value.at(-1) : undefined;
  };
  const printed = last(readers.calendars.at);
  const today = readers.calendars.now();
  const reckoned = last(() => today);
  if (printed?.due !== dossier.due || reckoned === undefined || reckoned.due === dossier.due)
    return undefined;
  return { dossier, printed, reckoned };
}

/** Steps of one explanation that another does not have. */
export function stepsOnlyIn(one: Deadline, other: Deadline): DeadlineStep[] {
  const known = new Set(other.explanation.map((step) => JSON.stringify(step)));
  return one.explanation.filter((step) => !known.has(JSON.stringify(step)));
}
