import { type RefObject, useEffect } from 'react';

/** After a check or a refusal (`cause` changes) the first wrong field inside `place` gets the focus. */
export function useFocusWrong(place: RefObject<HTMLElement | null>, cause: unknown): void {
  useEffect(() => {
    if (cause === undefined || cause === false || cause === 0) return;
    place.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [place, cause]);
}
