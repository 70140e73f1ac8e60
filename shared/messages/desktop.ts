/** What Electron's main process says before there is a page that could say it; each text is shown in both languages. */
export const desktopMessages = {
  'desktop.refused.title': {
    vi: 'Chưa mở được quầy làm việc trên máy này.',
    en: 'The counter could not be opened on this machine.',
  },
  'desktop.hostDied.title': {
    vi: 'Phần giữ dữ liệu của quầy đã dừng nhiều lần liên tiếp.',
    en: 'The part of the program that keeps the data has stopped several times in a row.',
  },
  'desktop.hostDied.detail': {
    vi: 'Mọi việc màn hình đã báo là xong đều đã được ghi vào đĩa và không bị mất. Hãy thử lại; nếu vẫn dừng, thoát chương trình, khởi động lại máy và báo cho quản trị viên.',
    en: 'Everything that the screen has shown as done is on disk and is not lost. Try again; if it stops once more, quit, restart the machine and tell the administrator.',
  },
  'desktop.quitUnsent.title': {
    vi: 'Còn {count} gói chưa gửi lên tỉnh.',
    en: '{count} packets have not been sent to the province.',
  },
  'desktop.quitUnsent.detail': {
    vi: 'Dữ liệu được giữ nguyên trên máy này và sẽ được gửi khi mở lại chương trình. Trong lúc chương trình đóng, tỉnh không nhận được gì.',
    en: 'They stay on this machine and are sent when the program is opened again. While it is closed the province receives nothing.',
  },
  'desktop.retry': { vi: 'Thử lại', en: 'Try again' },
  'desktop.stay': { vi: 'Ở lại', en: 'Stay' },
  'desktop.quit': { vi: 'Thoát', en: 'Quit' },
} as const satisfies Record<string, { vi: string; en: string }>;

/** A text of {@link desktopMessages}. */
export type DesktopMessageKey = keyof typeof desktopMessages;
