/**
 * Hands the message ports that main sends to the page, and nothing else; it does not grow when features grow. It runs in the sandbox, where
 * scripts are CommonJS without modules of their own: therefore `require` and no `import`.
 */
{
  interface Page {
    postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void;
    addEventListener(event: 'load', listener: () => void): void;
    location: { origin: string };
  }
  const page = globalThis as unknown as Page;
  const { ipcRenderer } = require('electron') as typeof import('electron');

  ipcRenderer.on('qmc:port', (event) => {
    page.postMessage({ type: 'qmc:port' }, page.location.origin, event.ports);
  });
  // By then the page's scripts have run, so that somebody listens.
  page.addEventListener('load', () => ipcRenderer.send('qmc:port-wanted'));
}
