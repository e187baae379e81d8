/** An import is known by what it resolves to: a file of ours, a package in node_modules, or a built-in of Node.js. */
const builtIns = (...names) => `^(node:)?(${names.join('|')})$`;
const packages = (...names) => `^node_modules/(${names.join('|')})/`;

/**
 * The dependency rule, as allow-lists: what is not named here may not be imported. Type-only imports count.
 *
 * Each adapter names what it alone is about; what two adapters need goes behind a port.
 */
const OWN = {
  http: [
    builtIns('buffer', 'crypto', 'fs', 'fs/promises', 'http', 'net', 'stream'),
    packages(
      'koa',
      'koa-bodyparser',
      '@types/koa',
      '@types/koa-bodyparser',
      'zod',
      '@koa/cors',
      '@types/koa__cors',
      'helmet',
      '@koa/router',
      'koa-compose',
      '@types/koa-compose',
    ),
  ],
  'alias-files': [builtIns('buffer'), packages('csv-parse')],
  caches: [],
  cli: [packages('commander')],
  idna: [packages('tr46', '@types/tr46')],
  memory: [],
  smtp: [packages('nodemailer')],
  'rate-limits': [builtIns('cluster'), packages('rate-limiter-flexible', 'ioredis')],
  sql: [
    builtIns('buffer', 'fs', 'net', 'path', 'timers/promises'),
    packages('kysely', 'tarn', 'better-sqlite3', '@types/better-sqlite3', 'mysql2', 'pg', '@types/pg'),
  ],
  system: [builtIns('crypto')],
};

const adapterRules = Object.entries(OWN).map(([name, own]) => ({
  name: `adapter-${name}`,
  comment: 'An adapter imports the core, itself and its own packages. Adapters never meet.',
  severity: 'error',
  from: { path: `^src/adapters/${name}/` },
  to: { pathNot: ['^src/domain/', '^src/application/', `^src/adapters/${name}/`, ...own] },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'domain-imports-nothing',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: ['^src/domain/'] },
    },
    {
      name: 'application-imports-domain',
      severity: 'error',
      from: { path: '^src/application/' },
      to: { pathNot: ['^src/domain/', '^src/application/'] },
    },
    {
      name: 'entry-imports-core',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { pathNot: ['^src/domain/index\\.ts$', '^src/application/index\\.ts$'] },
    },
    ...adapterRules,
    {
      name: 'every-adapter-has-a-rule',
      comment: 'A new adapter names its own above.',
      severity: 'error',
      from: { path: '^src/adapters/', pathNot: Object.keys(OWN).map((name) => `^src/adapters/${name}/`) },
      to: {},
    },
    {
      name: 'pipeline-imports-no-api',
      comment: 'The pipeline raises problems; an API gives them a status and words.',
      severity: 'error',
      from: { path: '^src/adapters/http/(pipeline|fields|openapi)/' },
      to: { path: '^src/adapters/http/apis/' },
    },
    {
      name: 'apis-do-not-meet',
      severity: 'error',
      from: { path: '^src/adapters/http/apis/([^/]+)/' },
      to: { path: '^src/adapters/http/apis/', pathNot: '^src/adapters/http/apis/$1/' },
    },
    {
      name: 'schemas-do-not-meet',
      severity: 'error',
      from: { path: '^src/adapters/sql/schemas/([^/]+)/' },
      to: { path: '^src/adapters/sql/schemas/[^/]+/', pathNot: '^src/adapters/sql/schemas/$1/' },
    },
    {
      name: 'nobody-imports-infrastructure',
      severity: 'error',
      from: { pathNot: '^src/infrastructure/' },
      to: { path: '^src/infrastructure/' },
    },
    {
      name: 'inversify-in-the-wiring-alone',
      severity: 'error',
      from: { pathNot: '^src/infrastructure/wiring/' },
      to: { path: '^node_modules/(inversify|@inversifyjs|reflect-metadata)/' },
    },
    {
      name: 'import-the-file-that-defines',
      comment: 'index.ts is for those who install the package.',
      severity: 'error',
      from: { pathNot: '^src/index\\.ts$' },
      to: { path: '^src/.*index\\.ts$' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    preserveSymlinks: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'] },
  },
};
