import type { RestoreRefusal } from '../../db/folder/restore.ts';
import { en } from '../../shared/messages/en.ts';
import { type MessageKey, vi } from '../../shared/messages/vi.ts';
import type { StartRefusal } from '../host/start-refusal.ts';

/** Why the host does not start, in Vietnamese and English: what happened, what is safe, what to do. */
export function describeStartRefusal(refusal: StartRefusal | RestoreRefusal): string {
  return inBothLanguages(`start.refusal.${refusal.code}`, refusal.data);
}

/** A message of the command line in Vietnamese and English, one below the other. */
export function inBothLanguages(key: MessageKey, data: object = {}): string {
  return [vi[key], en[key]].map((text) => fill(text, data)).join('\n');
}

/** A message in Vietnamese alone, as a screen says it. */
export function inVietnamese(key: MessageKey, data: object = {}): string {
  return fill(vi[key], data);
}

/** What the command line says besides refusals. */
export const startMessages = {
  usage: inBothLanguages('start.usage'),
  restoreUsage: inBothLanguages('start.restoreUsage'),
  verifyUsage: inBothLanguages('start.verifyUsage'),
  ledgerUsage: inBothLanguages('start.ledgerUsage'),
  lintUsage: inBothLanguages('start.lintUsage'),
};

/** The page for a browser that comes without a valid cookie. */
export const notAdmittedPage = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>${vi['app.name']}</title><h1>${vi['door.notAdmitted.title']}</h1><p>${vi['door.notAdmitted.next']}</p><p lang="en">${en['door.notAdmitted.next']}</p></html>`;

function fill(text: string, data: object): string {
  const values = data as Record<string, unknown>;
  return text.replace(/\{(\w+)\}/gu, (_match, name: string) => String(values[name] ?? ''));
}
