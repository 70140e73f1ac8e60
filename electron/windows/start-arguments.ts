import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** Where a person's programs keep their data, by operating system. */
interface Surroundings {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  home: string;
}

/** The host's arguments out of the program's own; switches of Chromium among them are left alone. */
export function hostArguments(argv: readonly string[], surroundings: Surroundings): string[] {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    options: {
      'data-dir': { type: 'string' },
      'key-file': { type: 'string' },
      'log-level': { type: 'string' },
    },
  });
  const dataDir = textOf(values['data-dir']) ?? usualDataFolder(surroundings);
  const rest = (['key-file', 'log-level'] as const).flatMap((name) => {
    const value = textOf(values[name]);
    return value === undefined ? [] : [`--${name}`, value];
  });
  return ['--data-dir', dataDir, ...rest];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The data folder when none is named, the same as without Electron: never one that roams over a network. */
function usualDataFolder({ platform, env, home }: Surroundings): string {
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'QuayMotCua');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'QuayMotCua');
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'quay-mot-cua');
}
