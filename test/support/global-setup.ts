import { readdirSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, sep } from 'node:path';
import type { LeftOutServer, StartedServer } from './servers/start-server.js';

/** Folders under `test` whose tests use no database server. A run of these alone starts none. */
const FOLDERS_WITHOUT = ['fast', 'architecture'];

declare global {
  var testServers: readonly StartedServer[];
}

/** What this reads of what Jest says about the run. */
interface Run {
  readonly rootDir: string;
  readonly findRelatedTests: boolean;
  readonly onlyChanged: boolean;
  readonly testPathPatterns: { toExecutor(options: { rootDir: string }): { isMatch(path: string): boolean } };
}

/** Starts a database server of each kind for the whole run, and says which it took, and which it had to leave out and why. */
export default async function globalSetup(run: Run): Promise<void> {
  globalThis.testServers = [];
  resolveAsTypeScriptDoes();
  (await import('./left-out.js')).openLeftOut();
  if (!usesServers(run)) return;
  const { SERVER_KINDS } = await import('./servers/server-kind.js');
  const { startServer } = await import('./servers/start-server.js');
  const { publishServers } = await import('./servers/running-servers.js');
  const { isRequired } = await import('./need-names.js');

  const running: StartedServer[] = [];
  const leftOut: LeftOutServer[] = [];
  await Promise.all(
    SERVER_KINDS.map(async (kind) => {
      const startedAt = performance.now();
      const outcome = await startServer(kind);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      if ('leftOut' in outcome) {
        leftOut.push(outcome);
        say(`${kind} is left out: ${outcome.leftOut}`);
      } else {
        running.push(outcome);
        say(`${kind} ${outcome.version} by ${outcome.source} in ${seconds} s`);
      }
    }),
  );
  globalThis.testServers = running;
  publishServers({ running, leftOut });

  const missing = leftOut.filter(({ kind }) => isRequired(kind));
  if (missing.length > 0) {
    // Jest calls no teardown after a setup that failed.
    await Promise.all(running.map((server) => server.stop()));
    (await import('./left-out.js')).closeLeftOut();
    throw new Error(missing.map(whatToDo).join('\n'));
  }
}

function usesServers(run: Run): boolean {
  // Stryker runs the unit tests a thousand times over.
  if (process.env['STRYKER_MUTATOR_WORKER'] !== undefined) return false;
  // Which tests those are is not known yet.
  if (run.findRelatedTests || run.onlyChanged) return true;
  const patterns = run.testPathPatterns.toExecutor({ rootDir: run.rootDir });
  const folder = join(run.rootDir, 'test');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && patterns.isMatch(join(folder, file)))
    .some((file) => !FOLDERS_WITHOUT.includes(file.split(sep)[0] ?? ''));
}

function whatToDo({ kind, leftOut }: LeftOutServer): string {
  const remedy = `install Docker, or ${kind} itself, or give a server in POSTERN_TEST_${kind.toUpperCase()}_URL`;
  return `${kind} is required, and cannot be had (${leftOut}): ${remedy}`;
}

/** Jest compiles what this imports, but looks for it as Node.js does: our `./x.js` is the file `x.ts`. */
function resolveAsTypeScriptDoes(): void {
  registerHooks({
    resolve(specifier, context, next) {
      try {
        return next(specifier, context);
      } catch (error) {
        if (!/^\.{1,2}\/.*\.js$/.test(specifier)) throw error;
        return next(specifier.replace(/\.js$/, '.ts'), context);
      }
    },
  });
}

/** Past Jest, which gathers what tests print. */
function say(line: string): void {
  process.stderr.write(`test servers: ${line}\n`);
}
