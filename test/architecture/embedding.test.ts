import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const DIST = new URL('../../dist/', import.meta.url).href;

/** Every module that a fresh process loads when it imports this built file. */
async function modulesLoadedBy(entry: string): Promise<string[]> {
  const program = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({
      resolve(specifier, context, next) {
        const resolved = next(specifier, context);
        loaded.push(resolved.url);
        return resolved;
      },
    });
    await import(${JSON.stringify(DIST + entry)});
    process.stdout.write(JSON.stringify(loaded));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
  });
  return (JSON.parse(stdout) as string[]).map((url) => url.replace(DIST, ''));
}

test.each([
  ['domain/index.js', /^domain\//],
  ['application/index.js', /^(domain|application)\//],
  ['index.js', /^(index\.js$|domain\/|application\/)/],
  ['adapters/memory/index.js', /^(domain|application|adapters\/memory)\//],
])('importing %s loads no package, no built-in and no other adapter', async (entry, allowed) => {
  const loaded = await modulesLoadedBy(entry);
  expect(loaded.length).toBeGreaterThan(0);
  expect(loaded.filter((url) => !allowed.test(url))).toEqual([]);
});

test('importing the SQL adapter loads no native driver', async () => {
  const loaded = await modulesLoadedBy('adapters/sql/index.js');
  expect(loaded.some((url) => url.includes('/kysely/'))).toBe(true);
  expect(loaded.filter((url) => url.includes('/better-sqlite3/'))).toEqual([]);
});
