import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Marks every script and style tag of the page with the place where the host writes the nonce of each answer. */
function nonceMarks(): Plugin {
  return {
    name: 'nonce-marks',
    enforce: 'post',
    transformIndexHtml: (html) =>
      html.replace(/<(script|link rel="(?:stylesheet|modulepreload)"|style)/gu, '<$1 nonce="__CSP_NONCE__"'),
  };
}

export default defineConfig({
  plugins: [react(), nonceMarks()],
  base: './',
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
});
