import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TemporaryFolder } from '../support/temporary-folder.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A file that breaks one rule each, and the rule's name. */
const VIOLATIONS: readonly (readonly [rule: string, file: string, source: string])[] = [
  ['domain-imports-nothing', 'src/domain/a.ts', `import 'node:fs';`],
  ['domain-imports-nothing', 'src/domain/b.ts', `import { z } from 'zod'; export const s = z.string();`],
  [
    'domain-imports-nothing',
    'src/domain/c.ts',
    `import type { Clock } from '../application/ports/clock.js'; export type C = Clock;`,
  ],
  ['application-imports-domain', 'src/application/a.ts', `import 'node:crypto';`],
  [
    'application-imports-domain',
    'src/application/b.ts',
    `import type { Kysely } from 'kysely'; export type K = Kysely<unknown>;`,
  ],
  ['application-imports-domain', 'src/application/c.ts', `import '../adapters/memory/memory-key-registry.js';`],
  ['adapter-memory', 'src/adapters/memory/a.ts', `import '../system/system-clock.js';`],
  ['adapter-memory', 'src/adapters/memory/b.ts', `import 'node:fs';`],
  [
    'adapter-http',
    'src/adapters/http/a.ts',
    `import type { SqlBackend } from '../sql/open-sql-backend.js'; export type B = SqlBackend;`,
  ],
  ['adapter-http', 'src/adapters/http/b.ts', `import { Kysely } from 'kysely'; export const k = Kysely;`],
  ['adapter-cli', 'src/adapters/cli/a.ts', `import 'node:fs';`],
  ['adapter-cli', 'src/adapters/cli/b.ts', `import { uts46 } from '../idna/uts46.js'; export const u = uts46;`],
  ['adapter-sql', 'src/adapters/sql/a.ts', `import Koa from 'koa'; export const k = Koa;`],
  ['adapter-idna', 'src/adapters/idna/a.ts', `import 'node:url';`],
  ['adapter-smtp', 'src/adapters/smtp/a.ts', `import 'node:fs';`],
  ['adapter-system', 'src/adapters/system/a.ts', `import { toASCII } from 'tr46'; export const t = toASCII;`],
  ['every-adapter-has-a-rule', 'src/adapters/new/a.ts', `import '../../domain/result.js';`],
  [
    'pipeline-imports-no-api',
    'src/adapters/http/pipeline/a.ts',
    `import type { Refusal } from '../apis/postern/refusal.js'; export type R = Refusal;`,
  ],
  [
    'apis-do-not-meet',
    'src/adapters/http/apis/other/a.ts',
    `import type { Refusal } from '../postern/refusal.js'; export type R = Refusal;`,
  ],
  [
    'schemas-do-not-meet',
    'src/adapters/sql/schemas/postfixadmin/a.ts',
    `import { haltman } from '../haltman/haltman.js'; export const h = haltman;`,
  ],
  [
    'nobody-imports-infrastructure',
    'src/adapters/http/c.ts',
    `import type { Settings } from '../../infrastructure/settings/config.js'; export type S = Settings;`,
  ],
  [
    'inversify-in-the-wiring-alone',
    'src/infrastructure/a.ts',
    `import { Container } from 'inversify'; export const c = new Container();`,
  ],
  [
    'inversify-in-the-wiring-alone',
    'src/infrastructure/process/b.ts',
    `import type { Container } from 'inversify'; export type C = Container;`,
  ],
  ['inversify-in-the-wiring-alone', 'src/infrastructure/c.ts', `import 'reflect-metadata';`],
  [
    'import-the-file-that-defines',
    'src/application/d.ts',
    `import { ok } from '../domain/index.js'; export const one = ok(1);`,
  ],
  ['no-cycles', 'src/domain/d.ts', `import { e } from './e.js'; export const d = (): unknown => e;`],
  ['resolvable', 'src/infrastructure/d.ts', `import 'no-such-package';`],
];

/** The other half of the cycle, which is told of once. */
const ACCOMPLICE = ['src/domain/e.ts', `import { d } from './d.js'; export const e = (): unknown => d;`] as const;

interface Report {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

/** Runs the rule's tool as `npm run check` does, in this folder. */
async function cruise(folder: string): Promise<Report> {
  const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [program, '--config', '.dependency-cruiser.js', '--output-type', 'json', 'src'];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
  }).catch(
    // It ends with the number of violations.
    (error: unknown) => error as { stdout: string },
  );
  return JSON.parse(stdout) as Report;
}

describe('the dependency rule', () => {
  let folder: TemporaryFolder;
  let report: Report;

  beforeAll(async () => {
    folder = new TemporaryFolder();
    for (const name of ['src', 'package.json', 'tsconfig.json', '.dependency-cruiser.js']) {
      cpSync(join(ROOT, name), folder.file(name), { recursive: true });
    }
    symlinkSync(join(ROOT, 'node_modules'), folder.file('node_modules'));
    for (const [file, source] of [ACCOMPLICE, ...VIOLATIONS.map(([, ...planted]) => planted)]) {
      mkdirSync(dirname(folder.file(file)), { recursive: true });
      writeFileSync(folder.file(file), `${source}\n`);
    }
    report = await cruise(folder.path);
  });
  afterAll(() => {
    folder[Symbol.dispose]();
  });

  test.each(VIOLATIONS)('%s catches %s', (rule, file) => {
    const caught = report.summary.violations.filter((violation) => violation.from === file);
    expect(caught.map((violation) => violation.rule.name)).toContain(rule);
  });

  test('the code itself breaks none', async () => {
    const planted = VIOLATIONS.map(([, file]) => file);
    expect(report.summary.violations.filter((violation) => !planted.includes(violation.from))).toEqual([]);
    expect((await cruise(ROOT)).summary.violations).toEqual([]);
  });
});
