import { expect, it } from 'vitest';
import { shiftAfterTrial, shiftOf, USUAL_PLACES, withShift } from './statement-place.ts';

const LASER = { deviceId: '01936000-0000-7000-8000-000000000003' as never, printerId: 'Laser' };

it('what was measured beside the edges is made up for, on top of the correction the sheet was printed with', () => {
  // The line came out 22 mm from the left and 18.5 mm from the top: 2 mm too far right, 1.5 mm too high.
  const first = shiftAfterTrial({ rightTenths: 0, downTenths: 0 }, { leftMm: 22, topMm: 18.5 });
  expect(first).toEqual({ rightTenths: -20, downTenths: 15 });
  expect(shiftAfterTrial({ rightTenths: -20, downTenths: 15 }, { leftMm: 20, topMm: 20 })).toEqual(first);
  expect(shiftAfterTrial({ rightTenths: 0, downTenths: 0 }, { leftMm: 190, topMm: 20 })).toBeUndefined();
});

it('a tray has the correction that was measured for it, else that of its printer, else none', () => {
  const printer = withShift(USUAL_PLACES, { ...LASER, tray: null }, { rightTenths: 10, downTenths: 10 });
  const both = withShift(printer, { ...LASER, tray: 'tray-2' }, { rightTenths: 30, downTenths: 0 });
  expect(shiftOf(both, { ...LASER, tray: 'tray-2' })).toEqual({ rightTenths: 30, downTenths: 0 });
  expect(shiftOf(both, { ...LASER, tray: 'tray-1' })).toEqual({ rightTenths: 10, downTenths: 10 });
  expect(shiftOf(both, { ...LASER, printerId: 'Other', tray: null })).toEqual({
    rightTenths: 0,
    downTenths: 0,
  });
  const again = withShift(both, { ...LASER, tray: 'tray-2' }, { rightTenths: 0, downTenths: 20 });
  expect(again.printers).toHaveLength(2);
});
