import { describe, expect, it } from 'vitest';
import { handingsOver, type TurnOnSheet, type WayFacts } from './control-sheet.ts';

const at = (day: number, hour = 1) => `2026-11-${String(day).padStart(2, '0')}T0${hour}:00:00.000Z`;

function turn(changes: Partial<TurnOnSheet>): TurnOnSheet {
  return {
    step: null,
    holder: 'Lan',
    note: '',
    begunAt: at(2),
    begunBy: 'Hanh',
    dueAt: null,
    endedAt: null,
    endedBy: null,
    outcome: null,
    endNote: null,
    ...changes,
  };
}

const way = (changes: Partial<WayFacts>): string[] =>
  handingsOver({
    turns: [],
    results: [],
    files: [],
    competent: null,
    received: { at: at(1), by: 'Hanh' },
    ...changes,
  }).map(
    ({ giver, taker, givenAt, takenAt, standing }) =>
      `${giver.unit ?? 'here'} ${giver.person} > ${taker.unit ?? 'here'} ${taker.person}, ${givenAt.slice(8, 10)} > ${takenAt?.slice(8, 10) ?? 'not yet'}${standing === null ? '' : `, ${standing}`}`,
  );

const DONE = turn({ endedAt: at(4), endedBy: 'Lan', outcome: 'handed-on', dueAt: at(3) });
const SIGNED = turn({
  holder: 'Minh',
  begunAt: at(4),
  begunBy: 'Lan',
  endedAt: at(5),
  outcome: 'approved',
  dueAt: at(5),
});
const RESULT = { at: at(6), by: 'Hanh', agency: null };

describe('the handings over of a dossier', () => {
  it('go from the assigner to each holder and with the result back to the counter, each with how the giver stood', () => {
    expect(way({ turns: [DONE, SIGNED], results: [RESULT] })).toEqual([
      'here Hanh > here Lan, 02 > 02',
      'here Lan > here Minh, 04 > 04, late',
      'here Minh > here Hanh, 05 > 06, on-time',
    ]);
  });

  it('tell what was taken back and who gave it out again', () => {
    const ill = turn({ endedAt: at(3), endedBy: 'Hanh', outcome: 'taken-back', dueAt: at(4) });
    expect(way({ turns: [ill, turn({ holder: 'Minh', begunAt: at(4) })] })).toEqual([
      'here Hanh > here Lan, 02 > 02',
      'here Lan > here Hanh, 03 > 03, early',
      'here Hanh > here Minh, 04 > 04',
    ]);
  });

  it('begin anew with the counter after a wrong result came back', () => {
    const again = turn({
      holder: 'Lan',
      begunAt: at(7),
      endedAt: at(8),
      endedBy: 'Lan',
      outcome: 'closed',
    });
    const second = { ...RESULT, at: at(8) };
    expect(way({ turns: [DONE, SIGNED, again], results: [RESULT, second] }).slice(2)).toEqual([
      'here Minh > here Hanh, 05 > 06, on-time',
      'here Hanh > here Lan, 07 > 07',
      'here Lan > here Hanh, 08 > 08',
    ]);
    // Corrected at the counter itself: nobody handed it over a second time.
    expect(way({ turns: [DONE, SIGNED], results: [RESULT, second] })).toHaveLength(3);
  });

  it('are those of the paper file and of the agency where another one works on it', () => {
    const file = { unit: 'Unit', givenAt: at(2), givenBy: 'Hanh', takenAt: null, taker: null };
    expect(
      way({
        files: [file, { ...file, givenAt: at(3), takenAt: at(4), taker: 'Son' }],
        results: [{ at: at(9), by: null, agency: 'Agency' }],
        competent: { office: 'Commune', receivedAt: at(2) },
      }),
    ).toEqual([
      'here Hanh > Commune null, 01 > 02',
      'here Hanh > Unit null, 02 > not yet',
      'here Hanh > Unit Son, 03 > 04',
      'Agency null > here null, 09 > 09',
    ]);
  });

  it('are none of a dossier that the counter answered itself', () => {
    expect(way({ results: [RESULT] })).toEqual([]);
  });
});
