/** Where a fault may strike. */
export type FaultPlace =
  | 'installations'
  | 'missing'
  | 'files'
  | 'packets'
  | 'ledger'
  | 'submissions'
  | 'progress'
  | 'fetch'
  | 'acknowledge'
  | 'slip-keys';

/**
 * What goes wrong, once per entry: an unreadable body, a receipt signed by a stranger, a receipt for another packet, a failing server, no
 * answer at all (before the work or after it), a connection cut before the work or after it (the answer is lost, the work is done), a refusal
 * of the content.
 */
export type FaultKind =
  | 'garbage'
  | 'endless'
  | 'wrong-signature'
  | 'wrong-receipt'
  | '500'
  | 'hang'
  | 'hang-after'
  | 'drop'
  | 'drop-after'
  | 'refuse';

/** Faults of a reference province, for tests of what stands at the other end of the wire. */
export interface Faults {
  /** Strikes the next `times` requests of a place. */
  add(place: FaultPlace, kind: FaultKind, times?: number): void;
  take(place: FaultPlace): FaultKind | undefined;
  clear(): void;
}

/** Makes an empty plan of faults. */
export function createFaults(): Faults {
  const planned: { place: FaultPlace; kind: FaultKind }[] = [];
  return {
    add(place, kind, times = 1) {
      for (let index = 0; index < times; index += 1) planned.push({ place, kind });
    },
    take(place) {
      const index = planned.findIndex((fault) => fault.place === place);
      return index === -1 ? undefined : planned.splice(index, 1)[0]?.kind;
    },
    clear() {
      planned.length = 0;
    },
  };
}
