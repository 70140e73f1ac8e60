import { app, Menu, type MenuItemConstructorOptions } from 'electron';

/** The page has its own menu and shortcuts; macOS needs an Edit menu for copy and paste to work at all, and developers their tools. */
export function setMenu(platform: NodeJS.Platform): void {
  const template: MenuItemConstructorOptions[] = [
    ...(platform === 'darwin' ? ([{ role: 'appMenu' }, { role: 'editMenu' }] as const) : []),
    ...(app.isPackaged
      ? []
      : [{ label: 'Dev', submenu: [{ role: 'reload' }, { role: 'toggleDevTools' }] } as const]),
  ] as MenuItemConstructorOptions[];
  Menu.setApplicationMenu(template.length === 0 ? null : Menu.buildFromTemplate(template));
}
