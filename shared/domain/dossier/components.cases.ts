const counts = (original: number, certified: number, photocopy: number) => ({
  original,
  certified,
  photocopy,
});

/** What is demanded, what is given, and whether it suffices. */
export const countCases = [
  { title: 'an original for an original', needed: counts(1, 0, 0), given: counts(1, 0, 0), suffices: true },
  { title: 'a photocopy for an original', needed: counts(1, 0, 0), given: counts(0, 0, 1), suffices: false },
  {
    title: 'a certified copy for an original',
    needed: counts(1, 0, 0),
    given: counts(0, 1, 0),
    suffices: false,
  },
  {
    title: 'an original for a certified copy',
    needed: counts(0, 1, 0),
    given: counts(1, 0, 0),
    suffices: true,
  },
  {
    title: 'a photocopy for a certified copy',
    needed: counts(0, 1, 0),
    given: counts(0, 0, 5),
    suffices: false,
  },
  {
    title: 'a certified copy for a photocopy',
    needed: counts(0, 0, 1),
    given: counts(0, 1, 0),
    suffices: true,
  },
  { title: 'any one of three alternatives', needed: counts(1, 1, 1), given: counts(0, 0, 1), suffices: true },
  {
    title: 'one original where two are demanded',
    needed: counts(2, 0, 0),
    given: counts(1, 0, 9),
    suffices: false,
  },
  {
    title: 'two originals where two are demanded',
    needed: counts(2, 0, 0),
    given: counts(2, 0, 0),
    suffices: true,
  },
  {
    title: 'an original and a copy for two copies',
    needed: counts(0, 0, 2),
    given: counts(1, 0, 1),
    suffices: true,
  },
  { title: 'nothing for one', needed: counts(0, 0, 1), given: counts(0, 0, 0), suffices: false },
  {
    title: 'nothing for what is only looked up',
    needed: counts(0, 0, 0),
    given: counts(0, 0, 0),
    suffices: true,
  },
] as const;
