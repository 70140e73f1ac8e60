// The layers of ARCHITECTURE.md. Each rule says what to do instead.
const TESTS = '\\.test\\.tsx?$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Two modules that need each other are one idea or lack a third: move the shared part out, or pass it as an argument.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A module that nothing imports is dead: use it or remove it.',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', '^test/', '^build/', TESTS, '\\.json$'] },
      to: {},
    },
    {
      name: 'resolvable',
      comment:
        'The import does not exist. Name the file with its extension, or add the package to package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'nothing-imports-test',
      comment: 'Product code may not need what lies in test/. Move what both need to the layer that owns it.',
      severity: 'error',
      from: { path: '^(shared|db|electron|renderer|build)/', pathNot: TESTS },
      to: { path: '^test/' },
    },
    {
      name: 'product-needs-only-dependencies',
      comment:
        'A package of devDependencies is not there in a package of the product: move it to dependencies with an ADR.',
      severity: 'error',
      from: { path: '^(shared|db|electron|renderer)/', pathNot: [TESTS, '^renderer/vite\\.config\\.ts$'] },
      to: {
        dependencyTypes: ['npm-dev'],
        pathNot: ['node_modules/electron/', 'node_modules/@types/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'shared-is-pure',
      comment:
        'shared/ runs in the window, the host and helpers: only zod, @orpc/contract, temporal-polyfill and itself. Pass time, chance and bytes in.',
      severity: 'error',
      from: { path: '^shared/', pathNot: TESTS },
      to: {
        pathNot: [
          '^shared/',
          'node_modules/(zod|@orpc/contract|@orpc/client|@orpc/shared|@standard-schema/[^/]+|openapi-types|temporal-polyfill)/',
        ],
      },
    },
    {
      name: 'db-imports-shared-only',
      comment:
        'db/ knows records, not use cases: import shared/ and better-sqlite3 only; take the rest as an argument.',
      severity: 'error',
      from: { path: '^db/', pathNot: TESTS },
      to: { path: '^(electron|renderer|test|build)/' },
    },
    {
      name: 'db-libraries',
      comment:
        'db/ needs better-sqlite3, zod, uuidv7 and the secret-sharing library; another library belongs behind a port in electron/adapters.',
      severity: 'error',
      from: { path: '^db/', pathNot: TESTS },
      to: {
        path: 'node_modules/',
        pathNot: 'node_modules/(better-sqlite3|zod|uuidv7|shamir-secret-sharing|@types)/',
      },
    },
    {
      name: 'db-files-in-their-places',
      comment:
        'Only open.ts, migrate.ts, migrations/, folder/, blobs/ and readers/ touch files, keys and threads; a repository gets a connection.',
      severity: 'error',
      from: {
        path: '^db/',
        pathNot: ['^db/(open|migrate)\\.ts$', '^db/(migrations|folder|blobs|readers)/', TESTS],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'db-threads-are-readers',
      comment:
        'The writer is one connection in one thread. A slow reading goes through db/readers; other work in parallel is a helper process.',
      severity: 'error',
      from: { path: '^db/', pathNot: ['^db/readers/', TESTS] },
      to: { path: '^(node:)?worker_threads$' },
    },
    {
      name: 'sqlite-only-in-db',
      comment: 'SQL and connections live in db/: add a method to the repository of the aggregate.',
      severity: 'error',
      from: { path: '^(shared|electron|renderer)/' },
      to: { path: 'node_modules/better-sqlite3' },
    },
    {
      name: 'usecases-see-ports-and-repositories',
      comment:
        'A use case reads and writes through its context and calls the outside through a port of electron/host/ports.',
      severity: 'error',
      from: { path: '^electron/(usecases|jobs)/', pathNot: TESTS },
      to: {
        path: '^(electron/(adapters|transports|helpers|windows|cli)|db/(?!repositories/)|renderer|test)',
      },
    },
    {
      name: 'host-knows-no-outside',
      comment:
        'The host core is the same behind every door: it sees ports, not adapters, transports or windows.',
      severity: 'error',
      from: { path: '^electron/host/', pathNot: TESTS },
      to: { path: '^(electron/(adapters|transports|helpers|windows|cli|usecases|jobs)|renderer|test)/' },
    },
    {
      name: 'host-sees-records-not-files',
      comment:
        'The host core opens the folder, the unit of work and repositories; segments, keys of blobs and migrations stay inside db/: give the folder a method.',
      severity: 'error',
      from: { path: '^electron/(host|usecases|jobs)/', pathNot: TESTS },
      to: { path: '^db/(blobs|migrations)/|^db/migrate\\.ts$' },
    },
    {
      name: 'doors-and-adapters-decide-nothing',
      comment:
        'A transport, adapter or helper serves the host through a port: what decides belongs into a use case, what is stored goes through a repository.',
      severity: 'error',
      from: { path: '^electron/(transports|adapters|helpers)/', pathNot: TESTS },
      to: { path: '^(electron/(usecases|jobs|windows|cli)|renderer|db/(?!folder/))' },
    },
    {
      name: 'host-runs-without-windows',
      comment:
        "Only Electron's main process has windows: the same host runs headless. Send the wish through the contract or a pushed event.",
      severity: 'error',
      from: {
        path: '^(shared|db|electron)/',
        pathNot: ['^electron/main\\.ts$', '^electron/windows/', TESTS],
      },
      to: { path: '^electron/windows/' },
    },
    {
      name: 'sockets-and-children-outside-the-core',
      comment:
        'Sockets and child processes appear in transports, adapters, helpers and cli only; put a port in electron/host/ports.',
      severity: 'error',
      from: {
        path: '^(shared|db|electron)/',
        pathNot: ['^electron/(transports|adapters|helpers|cli)/', TESTS],
      },
      to: {
        path: [
          '^(node:)?(child_process|net|http|http2|https|tls|dgram|cluster|inspector)(/|$)',
          'node_modules/ws/',
        ],
      },
    },
    {
      name: 'electron-in-its-places',
      comment: 'Only main.ts, preload.ts and windows/ may import electron; the host must run without it.',
      severity: 'error',
      from: {
        path: '^(shared|db|renderer|electron)/',
        pathNot: ['^electron/(main|preload)\\.ts$', '^electron/windows/'],
      },
      to: { path: ['node_modules/electron/', '^electron$'] },
    },
    {
      name: 'main-opens-no-database',
      comment: "Electron's main process draws windows: the one writer is the host in its own process.",
      severity: 'error',
      from: { path: '^electron/(main\\.ts|preload\\.ts|windows/)' },
      to: { path: '^(db|electron/(usecases|jobs))/' },
    },
    {
      name: 'window-sees-shared-only',
      comment: 'The window asks through the contract: import shared/ and let the host do the rest.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: [TESTS, '^renderer/vite\\.config\\.ts$'] },
      to: { path: '^(db|electron|test|build)/' },
    },
    {
      name: 'window-has-no-node',
      comment: 'The window runs in a sandboxed browser: there is no Node in it.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: [TESTS, '^renderer/vite\\.config\\.ts$'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'features-through-their-face',
      comment:
        'A feature shows others its index.ts; import that, or move the part to renderer/ui or renderer/lib.',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: {
        path: '^renderer/features/([^/]+)/',
        pathNot: ['^renderer/features/$1/', '^renderer/features/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'ui-knows-no-feature',
      comment: 'Design-system components and lib know no domain word: pass data and callbacks.',
      severity: 'error',
      from: { path: '^renderer/(ui|lib)/' },
      to: { path: '^renderer/features/' },
    },
  ],
  options: {
    tsPreCompilationDeps: 'specify',
    moduleSystems: ['es6', 'cjs'],
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
