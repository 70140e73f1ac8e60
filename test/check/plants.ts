/** One violation of one rule, planted in a copy of the tree. */
export interface Plant {
  /** What the gate must name. */
  rule: string;
  /** The file that breaks the rule; the text is added at its end when the file exists. */
  file: string;
  text: string;
}

/** Files that a planted violation needs and that break nothing themselves. */
export const SURROUNDINGS: Omit<Plant, 'rule'>[] = [
  {
    file: 'shared/domain/planted/b.ts',
    text: "import { a } from './a.ts';\nexport const b = () => a;\n",
  },
  { file: 'renderer/features/planted-two/secret.ts', text: 'export const secret = 1;\n' },
];

/** At least one for every rule of .dependency-cruiser.mjs. */
export const LAYER_PLANTS: Plant[] = [
  {
    rule: 'no-cycles',
    file: 'shared/domain/planted/a.ts',
    text: "import { b } from './b.ts';\nexport const a = () => b;\n",
  },
  { rule: 'no-orphans', file: 'shared/domain/planted/orphan.ts', text: 'export const lonely = 1;\n' },
  {
    rule: 'resolvable',
    file: 'db/planted-unresolved.ts',
    text: "import { x } from './not-there.ts';\nexport const y = x;\n",
  },
  {
    rule: 'nothing-imports-test',
    file: 'electron/host/planted-test.ts',
    text: "import { seededRandom } from '../../test/support/seeded-random.ts';\nexport const r = seededRandom;\n",
  },
  {
    rule: 'product-needs-only-dependencies',
    file: 'electron/adapters/planted-dev.ts',
    text: "import fc from 'fast-check';\nexport const f = fc;\n",
  },
  {
    rule: 'shared-is-pure',
    file: 'shared/domain/planted/impure.ts',
    text: "import { readFileSync } from 'node:fs';\nexport const r = readFileSync;\n",
  },
  {
    rule: 'db-imports-shared-only',
    file: 'db/repositories/planted-up.ts',
    text: "import { systemClock } from '../../electron/host/system-clock.ts';\nexport const c = systemClock;\n",
  },
  {
    rule: 'db-libraries',
    file: 'db/repositories/planted-library.ts',
    text: "import pino from 'pino';\nexport const p = pino;\n",
  },
  {
    rule: 'db-files-in-their-places',
    file: 'db/repositories/planted-fs.ts',
    text: "import { readFileSync } from 'node:fs';\nexport const r = readFileSync;\n",
  },
  {
    rule: 'sqlite-only-in-db',
    file: 'electron/usecases/planted-sqlite.ts',
    text: "import Database from 'better-sqlite3';\nexport const d = Database;\n",
  },
  {
    rule: 'usecases-see-ports-and-repositories',
    file: 'electron/usecases/planted-adapter.ts',
    text: "import { systemDiskSpace } from '../adapters/system-disk-space.ts';\nexport const s = systemDiskSpace;\n",
  },
  {
    rule: 'host-knows-no-outside',
    file: 'electron/host/planted-adapter.ts',
    text: "import { systemDiskSpace } from '../adapters/system-disk-space.ts';\nexport const s = systemDiskSpace;\n",
  },
  {
    rule: 'sockets-and-children-outside-the-core',
    file: 'electron/host/planted-socket.ts',
    text: "import { createServer } from 'node:net';\nexport const s = createServer;\n",
  },
  {
    rule: 'electron-in-its-places',
    file: 'electron/adapters/planted-electron.ts',
    text: "import { app } from 'electron';\nexport const a = app;\n",
  },
  {
    rule: 'main-opens-no-database',
    file: 'electron/windows/planted-db.ts',
    text: "import { isDiskFull } from '../../db/transaction.ts';\nexport const d = isDiskFull;\n",
  },
  {
    rule: 'window-sees-shared-only',
    file: 'renderer/lib/planted-host.ts',
    text: "import { systemClock } from '../../electron/host/system-clock.ts';\nexport const c = systemClock;\n",
  },
  {
    rule: 'window-has-no-node',
    file: 'renderer/lib/planted-node.ts',
    text: "import { readFileSync } from 'node:fs';\nexport const r = readFileSync;\n",
  },
  {
    rule: 'features-through-their-face',
    file: 'renderer/features/planted-one/inside.ts',
    text: "import { secret } from '../planted-two/secret.ts';\nexport const s = secret;\n",
  },
  {
    rule: 'ui-knows-no-feature',
    file: 'renderer/ui/planted-feature.ts',
    text: "import { secret } from '../features/planted-two/secret.ts';\nexport const s = secret;\n",
  },
  {
    rule: 'db-threads-are-readers',
    file: 'db/folder/planted-thread.ts',
    text: "import { Worker } from 'node:worker_threads';\nexport const w = Worker;\n",
  },
  {
    rule: 'host-sees-records-not-files',
    file: 'electron/host/planted-migration.ts',
    text: "import { migrate } from '../../db/migrate.ts';\nexport const m = migrate;\n",
  },
  {
    rule: 'doors-and-adapters-decide-nothing',
    file: 'electron/transports/planted-repository.ts',
    text: "import { createUserReader } from '../../db/repositories/user-repository.ts';\nexport const u = createUserReader;\n",
  },
  {
    rule: 'host-runs-without-windows',
    file: 'electron/host/planted-window.ts',
    text: "import { PAGE_URL } from '../windows/origin.ts';\nexport const o = PAGE_URL;\n",
  },
  {
    rule: 'sockets-and-children-outside-the-core',
    file: 'electron/windows/planted-child.ts',
    text: "import { spawn } from 'node:child_process';\nexport const s = spawn;\n",
  },
  {
    rule: 'sockets-and-children-outside-the-core',
    file: 'electron/host/planted-websocket.ts',
    text: "import { WebSocket } from 'ws';\nexport const w = WebSocket;\n",
  },
  {
    rule: 'resolvable',
    file: 'renderer/ui/planted-style.ts',
    text: "import './not-there.css';\n",
  },
  {
    rule: 'electron-in-its-places',
    file: 'electron/host/planted-electron-type.ts',
    text: "import type { App } from 'electron';\nexport type A = App;\n",
  },
];

/** One for every rule that biome.json turns on by name, and the format. */
export const LINT_PLANTS: Plant[] = [
  { rule: 'format', file: 'shared/domain/planted/format.ts', text: 'export const x   =  1\n' },
  {
    rule: 'noUnusedImports',
    file: 'shared/domain/planted/unused-import.ts',
    text: "import { ok } from '../../types/result.ts';\n\nexport const x = 1;\n",
  },
  {
    rule: 'noUnusedVariables',
    file: 'shared/domain/planted/unused-variable.ts',
    text: 'export function f(): number {\n  const unused = 2;\n  return 1;\n}\n',
  },
  { rule: 'noExplicitAny', file: 'shared/domain/planted/any.ts', text: 'export const x: any = 1;\n' },
  { rule: 'noConsole', file: 'db/planted-console.ts', text: "console.log('x');\n" },
  {
    rule: 'noEmptyBlockStatements',
    file: 'shared/domain/planted/empty-catch.ts',
    text: 'export function f(g: () => void): void {\n  try {\n    g();\n  } catch {}\n}\n',
  },
  {
    rule: 'noEvolvingTypes',
    file: 'shared/domain/planted/evolving.ts',
    text: 'let x;\nx = 1;\nexport const y = x;\n',
  },
  {
    rule: 'noFocusedTests',
    file: 'test/check/planted-focused.test.ts',
    text: "import { it } from 'vitest';\n\nit.only('runs alone', () => undefined);\n",
  },
  {
    rule: 'noSkippedTests',
    file: 'test/check/planted-skipped.test.ts',
    text: "import { it } from 'vitest';\n\nit.skip('sleeps', () => undefined);\n",
  },
  {
    rule: 'useErrorMessage',
    file: 'db/planted-silent-error.ts',
    text: 'export function f(): never {\n  throw new Error();\n}\n',
  },
  {
    rule: 'useImportType',
    file: 'shared/domain/planted/import-type.ts',
    text: "import { Result } from '../../types/result.ts';\n\nexport type R = Result<number, never>;\n",
  },
  {
    rule: 'useNodejsImportProtocol',
    file: 'db/folder/planted-protocol.ts',
    text: "import { readFileSync } from 'fs';\n\nexport const r = readFileSync;\n",
  },
  { rule: 'noEnum', file: 'shared/domain/planted/enum.ts', text: 'export enum E {\n  A = 1,\n}\n' },
  {
    rule: 'noNonNullAssertion',
    file: 'shared/domain/planted/non-null.ts',
    text: 'export const f = (x: number | undefined) => x!;\n',
  },
  {
    rule: 'noParameterAssign',
    file: 'shared/domain/planted/parameter.ts',
    text: 'export function f(x: number): number {\n  x += 1;\n  return x;\n}\n',
  },
  {
    rule: 'useConst',
    file: 'shared/domain/planted/let.ts',
    text: 'export function f(): number {\n  let x = 1;\n  return x;\n}\n',
  },
  {
    rule: 'useConsistentArrayType',
    file: 'shared/domain/planted/array.ts',
    text: 'export const x: Array<number> = [];\n',
  },
  {
    rule: 'useExportType',
    file: 'shared/domain/planted/export-type.ts',
    text: 'interface Planted {\n  a: number;\n}\n\nexport { Planted };\n',
  },
  {
    rule: 'useThrowOnlyError',
    file: 'shared/domain/planted/throw.ts',
    text: "export function f(): never {\n  throw 'text';\n}\n",
  },
  {
    rule: 'noFloatingPromises',
    file: 'db/planted-floating.ts',
    text: 'async function save(): Promise<void> {\n  await Promise.resolve();\n}\n\nexport function f(): void {\n  save();\n}\n',
  },
  {
    rule: 'noMisusedPromises',
    file: 'db/planted-misused.ts',
    text: 'async function isSaved(): Promise<boolean> {\n  return await Promise.resolve(true);\n}\n\nexport function f(): number {\n  if (isSaved()) return 1;\n  return 0;\n}\n',
  },
  {
    rule: 'useExhaustiveSwitchCases',
    file: 'shared/domain/planted/switch.ts',
    text: "export function f(x: 'a' | 'b'): number {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 0;\n}\n",
  },
];

/** A global of another layer, or a strict option: what the compiler must say of the file. */
export const TYPE_PLANTS: Plant[] = [
  {
    rule: "error TS2584: Cannot find name 'console'",
    file: 'shared/domain/planted/console.ts',
    text: 'export const c = console;\n',
  },
  {
    rule: "error TS2591: Cannot find name 'process'",
    file: 'shared/domain/planted/process.ts',
    text: 'export const p = process;\n',
  },
  {
    rule: "error TS2591: Cannot find name 'Buffer'",
    file: 'shared/domain/planted/buffer.ts',
    text: 'export const b = Buffer;\n',
  },
  {
    rule: "error TS2584: Cannot find name 'document'",
    file: 'shared/domain/planted/document.ts',
    text: 'export const d = document;\n',
  },
  {
    rule: "error TS2584: Cannot find name 'document'",
    file: 'db/planted-dom.ts',
    text: 'export const d = document;\n',
  },
  {
    rule: "error TS2304: Cannot find name 'window'",
    file: 'electron/host/planted-dom.ts',
    text: 'export const d = window;\n',
  },
  {
    rule: "error TS2591: Cannot find name 'Buffer'",
    file: 'renderer/lib/planted-buffer.ts',
    text: 'export const b = Buffer;\n',
  },
  {
    rule: "error TS2591: Cannot find name 'process'",
    file: 'renderer/lib/planted-process.ts',
    text: 'export const p = process;\n',
  },
  {
    rule: 'error TS2322',
    file: 'shared/domain/planted/unchecked-index.ts',
    text: 'export const first = (list: number[]): number => list[0];\n',
  },
  {
    rule: 'error TS2375',
    file: 'shared/domain/planted/optional.ts',
    text: 'export const o: { a?: number } = { a: undefined };\n',
  },
  {
    rule: 'error TS4111',
    file: 'shared/domain/planted/index-signature.ts',
    text: 'export const v = (r: Record<string, number>) => r.anything;\n',
  },
  { rule: 'error TS', file: 'build/planted-script.mjs', text: 'export const x = notDeclaredAnywhere;\n' },
  {
    rule: 'error TS1294',
    file: 'shared/domain/planted/typed-enum.ts',
    text: 'export enum E {\n  A = 1,\n}\n',
  },
  {
    rule: 'error TS1484',
    file: 'shared/domain/planted/typed-import.ts',
    text: "import { Result } from '../../types/result.ts';\n\nexport type R = Result<number, never>;\n",
  },
];

/** Rules of our own scripts and of knip: what the gate must print. */
export const OTHER_PLANTS: (Plant & { gate: string })[] = [
  {
    gate: 'literals',
    rule: 'vietnamese-literal: renderer/lib/planted-text.ts:1',
    file: 'renderer/lib/planted-text.ts',
    text: "export const label = 'Tiếp nhận hồ sơ';\n",
  },
  {
    gate: 'literals',
    rule: 'vietnamese-literal: renderer/ui/PlantedText.tsx:1',
    file: 'renderer/ui/PlantedText.tsx',
    text: 'export const PlantedText = () => <p>Hôm nay</p>;\n',
  },
  {
    gate: 'literals',
    rule: 'vietnamese-literal: electron/host/planted-template.ts:1',
    file: 'electron/host/planted-template.ts',
    text: `export const text = (name: string) => ${'`'}Không thấy $\{name}${'`'};\n`,
  },
  {
    gate: 'literals',
    rule: 'no-own-clock-or-chance: shared/domain/planted/clock.ts:1',
    file: 'shared/domain/planted/clock.ts',
    text: 'export const now = () => Date.now();\n',
  },
  {
    gate: 'literals',
    rule: 'no-own-clock-or-chance: db/planted-clock.ts:1',
    file: 'db/planted-clock.ts',
    text: 'export const now = () => new Date();\n',
  },
  {
    gate: 'literals',
    rule: 'no-own-clock-or-chance: electron/usecases/planted-chance.ts:1',
    file: 'electron/usecases/planted-chance.ts',
    text: 'export const chance = () => Math.random();\n',
  },
  {
    gate: 'message keys',
    rule: 'message-missing: planted.key is not in en',
    file: 'shared/messages/vi.ts',
    text: "\n(vi as Record<string, string>)['planted.key'] = 'x';\n",
  },
  {
    gate: 'message keys',
    rule: 'message-missing: planted.foreign is not in vi',
    file: 'shared/messages/en.ts',
    text: "\n(en as Record<string, string>)['planted.foreign'] = 'x';\n",
  },
  {
    gate: 'message keys',
    rule: 'message-placeholders: app.name',
    file: 'shared/messages/en.ts',
    text: "\n(en as Record<string, string>)['app.name'] = 'Counter of {place}';\n",
  },
  {
    gate: 'message keys',
    rule: 'message-empty: app.loading',
    file: 'shared/messages/en.ts',
    text: "\n(en as Record<string, string>)['app.loading'] = ' ';\n",
  },
  {
    gate: 'message keys',
    rule: 'message-unused: planted.unused',
    file: 'shared/messages/vi.ts',
    text: "\n(vi as Record<string, string>)['planted.unused'] = 'x';\n",
  },
  {
    gate: 'message keys',
    rule: 'refusal-without-message: DEVICE_NOT_FOUND',
    file: 'shared/messages/vi.ts',
    text: "\nfor (const key of Object.keys(vi)) if (key.startsWith('refusal.DEVICE_NOT_FOUND')) delete (vi as Record<string, string>)[key];\n",
  },
  {
    gate: 'unused code',
    rule: 'plantedUnusedExport',
    file: 'shared/domain/canonical-json.ts',
    text: '\nexport const plantedUnusedExport = 1;\n',
  },
  {
    gate: 'unused code',
    rule: 'electron/host/planted/unused-file.ts',
    file: 'electron/host/planted/unused-file.ts',
    text: 'export const u = 1;\n',
  },
  {
    gate: 'unused code',
    rule: 'planted-unlisted-package',
    file: 'build/planted-unlisted.mjs',
    text: "import { x } from 'planted-unlisted-package';\nconsole.log(x);\n",
  },
];
