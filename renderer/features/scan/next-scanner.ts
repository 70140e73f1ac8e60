/** A scanner as the list has it; its driver stands before the colon of its id. */
interface ListedScanner {
  readonly deviceId: string;
  readonly scannerId: string;
  readonly name: string;
  readonly announcedAt: string | null;
}

/** What another driver or another device may get around; paper, covers and cancels are for a person's hands. */
const OF_THE_DRIVER = new Set([
  'SCANNER_FAILED',
  'SCANNER_UNKNOWN',
  'SCANNER_UNREACHABLE',
  'SCANNER_BUSY',
  'SCANNER_GONE',
  'SCANNER_ANSWER_UNREADABLE',
]);

const DRIVERS = ['escl', 'sane', 'wia'] as const;

/** Which driver reaches a scanner. */
export function driverOf(scannerId: string): (typeof DRIVERS)[number] | undefined {
  return DRIVERS.find((driver) => scannerId.startsWith(`${driver}:`));
}

/**
 * The scanner to try when this one failed: the same model through another driver before any other. One that only announced itself is not
 * offered: it is chosen by whoever knows it.
 */
export function nextScanner<T extends ListedScanner>(
  code: string | undefined,
  failed: T | undefined,
  scanners: readonly T[],
): T | undefined {
  if (code === undefined || failed === undefined || !OF_THE_DRIVER.has(code)) return undefined;
  const at = scanners.indexOf(failed);
  const others = [...scanners.slice(at + 1), ...scanners.slice(0, at)].filter(
    ({ announcedAt }) => announcedAt === null,
  );
  const isTwin = ({ name, scannerId }: T) =>
    driverOf(scannerId) !== driverOf(failed.scannerId) && isSameModel(name, failed.name);
  return others.find(isTwin) ?? others[0];
}

/** Drivers write the same model in their own ways: "Canon DR-C225", "eSCL Canon DR-C225 (USB)". */
function isSameModel(one: string, other: string): boolean {
  const words = (name: string) => new Set(name.toLowerCase().match(/[a-z]*\d[a-z\d-]*/gu) ?? []);
  const known = words(other);
  return [...words(one)].some((word) => word.length > 2 && known.has(word));
}
