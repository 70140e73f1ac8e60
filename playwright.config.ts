import { defineConfig } from '@playwright/test';

// As root Chromium starts only without its sandbox; the network flags keep it from looking for the internet at every start; a headless one
// dies of the print preview of a PDF.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-print-preview',
];

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'dist/test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    launchOptions: { executablePath: process.env['QMC_CHROMIUM'] ?? '/usr/bin/chromium', args: FLAGS },
    trace: 'off',
  },
});
