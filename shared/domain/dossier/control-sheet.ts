import type { Instant } from '../../types/clock.ts';
import { type LatenessFigure, standingAt } from '../deadline/lateness.ts';
import type { TurnOutcome } from './work-course.ts';

/** One turn of the work, by the names of its people. */
export interface TurnOnSheet {
  step: string | null;
  holder: string;
  note: string;
  begunAt: Instant;
  begunBy: string;
  dueAt: Instant | null;
  endedAt: Instant | null;
  endedBy: string | null;
  outcome: TurnOutcome | null;
  endNote: string | null;
}

/** A side of a handing over: a person of this office, or somebody of another unit. */
export interface Side {
  /** Null for this office itself. */
  unit: string | null;
  person: string | null;
  /** The step that this person is to do, where the catalogue names it. */
  step?: string | null;
}

/** A dossier goes from one hand to the next; what is not known yet is null. */
export interface HandingOver {
  giver: Side;
  taker: Side;
  givenAt: Instant;
  takenAt: Instant | null;
  /** How the giver's work on it stood to its end; null where the giver had no time of their own. */
  standing: LatenessFigure['standing'] | null;
  note: string;
}

/** What the records say of a dossier's way. */
export interface WayFacts {
  turns: readonly TurnOnSheet[];
  /** Results, those that were sent back too, with who took them in; a null `by` for one of which the province told. */
  results: readonly { at: Instant; by: string | null; agency: string | null }[];
  /** Its paper file, given to units. */
  files: readonly {
    unit: string;
    givenAt: Instant;
    givenBy: string;
    takenAt: Instant | null;
    taker: string | null;
  }[];
  /** The office that it was received for, and who received it here. */
  competent: { office: string; receivedAt: Instant | null } | null;
  received: { at: Instant; by: string };
}

/**
 * Every handing over of a dossier in the order of time: to each who worked on it and back, its paper file to units, to the competent office, and
 * its result to the counter (Mẫu số 06 Thông tư 03/2025/TT-VPCP).
 */
export function handingsOver({ turns, results, files, competent, received }: WayFacts): HandingOver[] {
  const here = (person: string | null): Side => ({ unit: null, person });
  const between = turns.flatMap((turn, index) => {
    const before = turns[index - 1];
    const again =
      before !== undefined && results.some(({ at }) => at >= before.begunAt && at <= turn.begunAt);
    return [begunOf(turn, again ? undefined : before), ...takenBackOf(turn)];
  });
  const given = files.map(({ unit, givenAt, givenBy, takenAt, taker }) => ({
    giver: here(givenBy),
    taker: { unit, person: taker },
    givenAt,
    takenAt,
    standing: null,
    note: '',
  }));
  const forwarded =
    competent === null
      ? []
      : [
          {
            giver: here(received.by),
            taker: { unit: competent.office, person: null },
            givenAt: received.at,
            takenAt: competent.receivedAt,
            standing: null,
            note: '',
          },
        ];
  const back = results.flatMap(({ at, by, agency }): HandingOver[] => {
    if (agency !== null)
      return [
        {
          giver: { unit: agency, person: null },
          taker: here(by),
          givenAt: at,
          takenAt: at,
          standing: null,
          note: '',
        },
      ];
    const last = turns.findLast(({ begunAt }) => begunAt <= at);
    const counted = results.some((earlier) => earlier.at < at && earlier.at >= (last?.begunAt ?? at));
    if (last === undefined || last.outcome === 'taken-back' || counted) return [];
    const givenAt = last.endedAt ?? at;
    return [
      {
        giver: here(last.holder),
        taker: here(by),
        givenAt,
        takenAt: at,
        standing: standingOfTurn(last),
        note: last.endNote ?? '',
      },
    ];
  });
  return [...forwarded, ...given, ...between, ...back].sort((one, other) =>
    one.givenAt.localeCompare(other.givenAt),
  );
}

// From the holder before, where that turn ended with the handing over; else from who assigned it.
function begunOf(turn: TurnOnSheet, before: TurnOnSheet | undefined): HandingOver {
  const taker = { unit: null, person: turn.holder, step: turn.step };
  const handed = before?.outcome !== 'taken-back' && before?.outcome !== 'closed' ? before : undefined;
  if (handed?.endedAt === undefined || handed.endedAt === null)
    return {
      giver: { unit: null, person: turn.begunBy },
      taker,
      givenAt: turn.begunAt,
      takenAt: turn.begunAt,
      standing: null,
      note: turn.note,
    };
  return {
    giver: { unit: null, person: handed.holder },
    taker,
    givenAt: handed.endedAt,
    takenAt: turn.begunAt,
    standing: standingOfTurn(handed),
    note: handed.endNote ?? '',
  };
}

function takenBackOf(turn: TurnOnSheet): HandingOver[] {
  if (turn.outcome !== 'taken-back' || turn.endedAt === null) return [];
  return [
    {
      giver: { unit: null, person: turn.holder },
      taker: { unit: null, person: turn.endedBy },
      givenAt: turn.endedAt,
      takenAt: turn.endedAt,
      standing: standingOfTurn(turn),
      note: turn.endNote ?? '',
    },
  ];
}

function standingOfTurn({ endedAt, dueAt }: TurnOnSheet): HandingOver['standing'] {
  return endedAt === null || dueAt === null ? null : standingAt(endedAt, dueAt);
}
