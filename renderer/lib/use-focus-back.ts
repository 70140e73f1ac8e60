import { useEffect, useRef } from 'react';

/**
 * Gives the focus back where it was before a dialog opened, also when the dialog is taken away while it is open. What opened it may be gone, as a
 * row that was dealt with: then the content of the screen has it, and the next Tab goes on from there.
 */
export function useFocusBack(opened: boolean): void {
  const before = useRef<HTMLElement | null>(null);
  const was = useRef(false);
  // While rendering: once the dialog stands there, it has the focus itself.
  if (opened && !was.current) before.current = openerOf(document.activeElement);
  was.current = opened;
  useEffect(() => {
    if (!opened) return;
    return () => void setTimeout(() => giveBack(before.current));
  }, [opened]);
}

/** An entry of a menu goes with its menu; the button that opened the menu stays. */
function openerOf(focused: Element | null): HTMLElement | null {
  const menu = focused?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  const opener = menu == null ? focused : document.getElementById(menu);
  return opener instanceof HTMLElement && opener !== document.body ? opener : null;
}

function giveBack(opener: HTMLElement | null): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  const place = opener?.isConnected === true ? opener : document.getElementById('main');
  place?.focus();
}
