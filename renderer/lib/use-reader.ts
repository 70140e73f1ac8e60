import { useEffect } from 'react';
import { type Burst, insertedBetween, isMisplacedCard, isReader, NO_BURST, withKey } from './reader-burst.ts';

const CARD_FIELD = 'input[data-card-field]';
/** A longer pause ends what a hand or a reader types into one field. */
const PAUSE_MS = 1000;

/**
 * Brings what a card reader types to the card field while the caller is shown, wherever the focus is. With no text field in focus the first
 * fast letters move the focus there, so that nothing of them is lost; in another text field the card is taken out again at its closing
 * Enter and the field keeps what it held. Ordinary typing and input methods pass untouched.
 */
export function useReader(): void {
  useEffect(() => {
    let burst = NO_BURST;
    let typing: Typing | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const active = document.activeElement;
      if (event.target !== active && event.target !== document.body) return;
      if (document.querySelector('[role="dialog"]') !== null || active?.matches(CARD_FIELD)) return;
      if (isTextField(active)) {
        burst = NO_BURST;
        typing = typingIn(typing, active, event);
        if (event.key === 'Enter' && !event.isComposing) takeOut(typing, event);
        return;
      }
      const isAside =
        event.ctrlKey ||
        event.altKey ||
        event.metaKey ||
        event.repeat ||
        event.isComposing ||
        event.keyCode === 229;
      burst = withKey(burst, { key: event.key, at: event.timeStamp, isAside });
      if (isReader(burst)) bringToCardField(active, burst, event);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}

/** What is typed into one text field without a pause: what stood there before, and since when. */
interface Typing {
  field: HTMLInputElement | HTMLTextAreaElement;
  before: string;
  since: number;
  at: number;
}

function typingIn(
  typing: Typing | undefined,
  field: Typing['field'],
  { timeStamp: at }: KeyboardEvent,
): Typing {
  if (typing?.field === field && at - typing.at <= PAUSE_MS) return { ...typing, at };
  return { field, before: field.value, since: at, at };
}

function bringToCardField(active: Element | null, { text }: Burst, event: KeyboardEvent): void {
  const field = cardFieldFor(active);
  if (field === undefined) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  field.focus();
  setValue(field, text);
}

function takeOut({ field, before, since, at }: Typing, event: KeyboardEvent): void {
  const card = insertedBetween(before, field.value);
  const target = isMisplacedCard(card, at - since) ? cardFieldFor(field) : undefined;
  if (target === undefined) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  setValue(field, before);
  target.focus();
  setValue(target, card);
  target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
}

// The card field of the part of the form that has the focus, else the first whose person is not known yet, else the first.
function cardFieldFor(active: Element | null): HTMLInputElement | undefined {
  const shown = [...document.querySelectorAll<HTMLInputElement>(CARD_FIELD)].filter(
    (field) => field.offsetParent !== null,
  );
  const near = active?.closest('section')?.querySelector<HTMLInputElement>(CARD_FIELD);
  return near ?? shown.find(({ dataset }) => dataset['cardField'] === 'open') ?? shown[0];
}

function isTextField(element: Element | null): element is Typing['field'] {
  if (element instanceof HTMLTextAreaElement) return true;
  return (
    element instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(element.type)
  );
}

// As a user's typing: the form's own state follows the field's event.
function setValue(field: Typing['field'], value: string): void {
  const prototype =
    field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
