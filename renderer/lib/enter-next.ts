import type { KeyboardEvent } from 'react';

const STOPS = 'input, select, textarea, [data-enter-stop]';

/**
 * Enter goes to the next field in the order of the paper, Shift+Enter to the one before, as a cash register does. Buttons, text areas and
 * open lists keep their Enter; a field that did something of its own with the key has prevented its default.
 */
export function enterNext(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget } = event;
  // A dialog that was opened from inside stands elsewhere on the page; its Enter is its own.
  if (!currentTarget.contains(target as Node)) return;
  if (event.key !== 'Enter' || event.defaultPrevented || event.nativeEvent.isComposing) return;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
  if (target.getAttribute('aria-expanded') === 'true') return;
  event.preventDefault();
  focusBeside(currentTarget, target, event.shiftKey ? -1 : 1);
}

/** Moves the focus to the field after (`step` 1) or before (-1) `from` inside `place`. */
export function focusBeside(place: HTMLElement, from: Element, step: 1 | -1): void {
  const stops = [...place.querySelectorAll<HTMLElement>(STOPS)].filter(
    (stop) => stop === from || isStop(stop, from),
  );
  const next = stops[stops.indexOf(from as HTMLElement) + step];
  next?.focus();
  if (next instanceof HTMLInputElement && next.type !== 'radio' && next.type !== 'checkbox') next.select();
}

function isStop(stop: HTMLElement, from: Element): boolean {
  if (
    stop.matches(':disabled, [type=hidden], [type=file]') ||
    stop.offsetParent === null ||
    stop.tabIndex < 0
  )
    return false;
  if (!(stop instanceof HTMLInputElement) || stop.type !== 'radio') return true;
  const sameGroup = from instanceof HTMLInputElement && from.type === 'radio' && from.name === stop.name;
  return stop.checked && !sameGroup;
}
