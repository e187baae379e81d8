/*
 * Installs what the lock file names and builds dist/, each only if it is out of date, and one process at a time:
 *
 *   node deploy/build.js [install] [build | pack]
 *
 * `pack` leaves nothing in dist/ but what the sources of now make.
 *
 * In plain JavaScript, on nothing but Node.js: it runs before anything is installed. It stands beside the Dockerfile,
 * which builds the same.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** What the build depends on. node_modules is as the lock file says. */
const SOURCES = ['src', 'package.json', 'package-lock.json', 'tsconfig.json', 'deploy/build.js'];
const OUT = 'dist';
const BIN = 'dist/bin';
const DRAFT = 'dist/.bin';
/** `{ sources, builds }`: the state of the sources it was made of, and the files of the newest builds in dist/bin. */
const STAMP = 'dist/.built.json';
/** Holds the number of the process that builds. */
const LOCK = 'dist/.lock';
/** The programs; they are the last to be replaced, by files that name the new chunks. */
const PROGRAMS = ['quickstart.js', 'main.js'];
/**
 * A program loads chunks while it runs, by names that hold a hash of their content. So a new build's go beside the
 * old ones, and those of a build are removed by the fifth after it.
 */
const KEPT_BUILDS = 5;
const LOCK_POLL_MS = 50;
/** Many times what an installation and a build take. */
const LOCK_TIMEOUT_MS = 600_000;

/** The step has said what is wrong. */
class StepFailed extends Error {}

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const steps = process.argv.slice(2);
const isPacked = steps.includes('pack');
if (needsInstall() || needsBuild()) {
  fs.mkdirSync(OUT, { recursive: true });
  await lock();
  try {
    // Another process may have done it meanwhile.
    if (needsInstall()) run('npm', ['ci', '--loglevel=error']);
    if (needsBuild()) await build();
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    process.exitCode = 1;
  } finally {
    fs.rmSync(LOCK);
  }
}

function needsInstall() {
  if (!steps.includes('install')) return false;
  const installed = fs.statSync('node_modules/.package-lock.json', { throwIfNoEntry: false });
  return !installed || installed.mtimeMs < fs.statSync('package-lock.json').mtimeMs;
}

function needsBuild() {
  if (isPacked) return true;
  return steps.includes('build') && (readStamp().sources !== stateOf(SOURCES) || !fs.existsSync(`${BIN}/main.js`));
}

async function build() {
  // Before they are read: what changes from now on is for the next build.
  const sources = stateOf(SOURCES);
  if (isPacked) removeModules();
  run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.']);
  for (const file of ['redoc.standalone.js', 'redoc.standalone.js.LICENSE.txt']) {
    fs.copyFileSync(`node_modules/redoc/bundles/${file}`, `${OUT}/.${file}`);
    fs.renameSync(`${OUT}/.${file}`, `${OUT}/${file}`);
  }
  const files = await bundle();
  const older = readStamp().builds.filter((build) => build.join() !== files.join());
  const builds = [files, ...older].slice(0, isPacked ? 1 : KEPT_BUILDS);
  fs.mkdirSync(BIN, { recursive: true });
  for (const file of files) fs.renameSync(join(DRAFT, file), join(BIN, file));
  for (const file of fs.readdirSync(BIN)) if (!builds.flat().includes(file)) fs.rmSync(join(BIN, file));
  fs.writeFileSync(`${STAMP}.new`, JSON.stringify({ sources, builds }));
  fs.renameSync(`${STAMP}.new`, STAMP);
}

/** Also those of sources that are gone. No program that runs takes any of them. */
function removeModules() {
  const kept = [basename(LOCK), basename(STAMP), basename(BIN)];
  for (const name of fs.readdirSync(OUT))
    if (!kept.includes(name) && !name.startsWith('redoc')) fs.rmSync(join(OUT, name), { recursive: true });
}

/** Bundles the programs, and returns the names of the files: first the chunks. */
async function bundle() {
  const esbuild = await import('esbuild');
  fs.rmSync(DRAFT, { recursive: true, force: true });
  const { metafile } = await esbuild.build({
    entryPoints: PROGRAMS.map((program) => `${OUT}/infrastructure/${program}`),
    outdir: DRAFT,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 120,
    external: ['better-sqlite3', 'mysql2', 'pg', 'pino', 'pino-pretty'],
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    logLevel: 'warning',
    metafile: true,
  });
  const files = Object.keys(metafile.outputs).map((path) => basename(path));
  return [...files.filter((file) => !PROGRAMS.includes(file)), ...PROGRAMS];
}

/** By size and time of each file and folder: a file that is gone, or older than it was, counts too. */
function stateOf(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    const { size, mtimeMs } = fs.statSync(path);
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  };
  for (const path of paths) {
    add(path);
    if (fs.statSync(path).isDirectory())
      for (const name of fs.readdirSync(path, { recursive: true }).sort()) add(join(path, name));
  }
  return hash.digest('hex');
}

function readStamp() {
  return fs.existsSync(STAMP) ? JSON.parse(fs.readFileSync(STAMP, 'utf8')) : { sources: '', builds: [] };
}

function run(program, args) {
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 2, 2] });
  if (error) throw error;
  if (status !== 0) throw new StepFailed();
}

/** Resolves once this process holds the lock. */
async function lock() {
  const own = `${LOCK}.${process.pid}`;
  const endMs = Date.now() + LOCK_TIMEOUT_MS;
  fs.writeFileSync(own, String(process.pid));
  try {
    while (!link(own, LOCK)) {
      if (Date.now() > endMs) throw new Error(`another build takes too long; if there is none, remove ${LOCK}*`);
      // One at a time, or what is removed might be the lock of a process that removed the dead one's before us.
      if (isLeft() && link(own, `${LOCK}.left`)) {
        if (isLeft()) fs.rmSync(LOCK);
        fs.rmSync(`${LOCK}.left`);
      } else await sleep(LOCK_POLL_MS);
    }
  } finally {
    fs.rmSync(own);
  }
}

/** Whole or not at all, and not over another. */
function link(from, to) {
  try {
    fs.linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether the process that holds the lock was killed. */
function isLeft() {
  try {
    process.kill(Number(fs.readFileSync(LOCK, 'utf8')), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
