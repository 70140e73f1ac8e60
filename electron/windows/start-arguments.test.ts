import { describe, expect, it } from 'vitest';
import { hostArguments } from './start-arguments.ts';

const LINUX = { platform: 'linux', env: {}, home: '/home/lan' } as const;

describe('the arguments of the host', () => {
  it('name the folder a person chose', () => {
    expect(hostArguments(['--data-dir', '/office'], LINUX)).toEqual(['--data-dir', '/office']);
    expect(hostArguments(['--data-dir=/office'], LINUX)).toEqual(['--data-dir', '/office']);
  });

  it('pass on key file and log level, and nothing that is not for the host', () => {
    const argv = [
      '--enable-logging',
      '--key-file',
      '/key',
      '--remote-debugging-port=9222',
      '--log-level=warn',
      'file.pdf',
    ];
    expect(hostArguments(argv, LINUX)).toEqual([
      '--data-dir',
      '/home/lan/.local/share/quay-mot-cua',
      '--key-file',
      '/key',
      '--log-level',
      'warn',
    ]);
  });

  it.each([
    { surroundings: LINUX, folder: '/home/lan/.local/share/quay-mot-cua' },
    { surroundings: { ...LINUX, env: { XDG_DATA_HOME: '/data' } }, folder: '/data/quay-mot-cua' },
    {
      surroundings: { platform: 'darwin', env: {}, home: '/Users/lan' },
      folder: '/Users/lan/Library/Application Support/QuayMotCua',
    },
    {
      surroundings: { platform: 'win32', env: { LOCALAPPDATA: '/C/Local' }, home: '/C/lan' },
      folder: '/C/Local/QuayMotCua',
    },
  ] as const)(
    'name the usual folder of the system when none is chosen ($surroundings.platform)',
    ({ surroundings, folder }) => {
      expect(hostArguments([], surroundings)).toEqual(['--data-dir', folder]);
    },
  );
});
