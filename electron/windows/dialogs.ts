import { type BrowserWindow, dialog, type MessageBoxOptions } from 'electron';
import { type DesktopMessageKey, desktopMessages } from '../../shared/messages/desktop.ts';
import { en } from '../../shared/messages/en.ts';
import { type MessageKey, vi } from '../../shared/messages/vi.ts';
import type { HostRefusal } from './host-supervisor.ts';

/** Why there is no counter to work at, and whether to try again. */
export function askToRetry({ code, data }: HostRefusal): Promise<boolean> {
  const key = `start.refusal.${code}` as MessageKey;
  const detail = `${fill(vi[key] ?? code, data)}\n\n${fill(en[key] ?? code, data)}`;
  return askToTryAgain('desktop.refused.title', detail);
}

/** The host died too often: whether to try once more. */
export function askToRestart(): Promise<boolean> {
  return askToTryAgain('desktop.hostDied.title', both('desktop.hostDied.detail'));
}

async function askToTryAgain(title: DesktopMessageKey, detail: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: vi['app.name'],
    message: both(title),
    detail,
    buttons: [button('desktop.retry'), button('desktop.quit')],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}

/** Whether to quit although `count` packets have not reached the province; Enter and Escape stay. */
export async function askToQuitUnsent(window: BrowserWindow | undefined, count: number): Promise<boolean> {
  const options: MessageBoxOptions = {
    type: 'warning',
    title: vi['app.name'],
    message: both('desktop.quitUnsent.title', { count }),
    detail: both('desktop.quitUnsent.detail'),
    buttons: [button('desktop.stay'), button('desktop.quit')],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const { response } = await (window === undefined
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options));
  return response === 1;
}

/** Main does not know which language the page shows, so it says everything in both. */
function both(key: DesktopMessageKey, data: Readonly<Record<string, unknown>> = {}): string {
  const { vi: vietnamese, en: english } = desktopMessages[key];
  return `${fill(vietnamese, data)}\n\n${fill(english, data)}`;
}

function button(key: DesktopMessageKey): string {
  return `${desktopMessages[key].vi} / ${desktopMessages[key].en}`;
}

function fill(text: string, data: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{(\w+)\}/gu, (_match, name: string) => String(data[name] ?? ''));
}
