/** Renamings an official can read: the current name and its first day, the wish, and what must come out. */
export const renameCases = [
  {
    title: 'a new name from a later day ends the old period on the day before',
    current: { name: 'UBND xã An Bình', validFrom: '2025-07-01' },
    wish: { name: 'UBND xã An Bình Mới', validFrom: '2026-11-24' },
    expected: { ok: true, value: { validFrom: '2026-11-24', previousEndsOn: '2026-11-23' } },
  },
  {
    title: 'a second change on the first day replaces the name of that day',
    current: { name: 'UBND xã An Bình', validFrom: '2026-11-24' },
    wish: { name: 'UBND xã An Bình Mới', validFrom: '2026-11-24' },
    expected: { ok: true, value: { validFrom: '2026-11-24', previousEndsOn: null } },
  },
  {
    title: 'the same name again changes nothing and is refused',
    current: { name: 'UBND xã An Bình', validFrom: '2025-07-01' },
    wish: { name: 'UBND xã An Bình', validFrom: '2026-11-24' },
    expected: { ok: false, refusal: { code: 'NAME_UNCHANGED', data: { name: 'UBND xã An Bình' } } },
  },
  {
    title: 'a name cannot start before the period it follows',
    current: { name: 'UBND xã An Bình', validFrom: '2025-07-01' },
    wish: { name: 'UBND xã An Bình Mới', validFrom: '2025-06-30' },
    expected: {
      ok: false,
      refusal: {
        code: 'STARTS_BEFORE_CURRENT',
        data: { validFrom: '2025-06-30', currentFrom: '2025-07-01' },
      },
    },
  },
] as const;
