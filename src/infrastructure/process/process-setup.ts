import { setFlagsFromString } from 'node:v8';

/** What must be settled before anything else of a program of ours is loaded: each imports this first. */

/** As package.json's `engines` says. Older ones crash in the native driver, without a word. */
const OLDEST_NODE = [22, 12] as const;

/** What we make is for us and for our group, which is Postfix's; nobody else's. */
const UMASK = 0o007;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  process.stderr.write(
    `postern: this is Node.js ${process.versions.node}; it takes ${OLDEST_NODE.join('.')} or later\n`,
  );
  process.exit(1);
}

// What waits for its batch while a process is young looks long-lived to V8. In one process of eight, it made the like of it in the old
// generation from then on, and a third of its time went into collecting that.
setFlagsFromString('--no-allocation-site-pretenuring');

process.umask(UMASK);

// Node.js would open a debugger's port, to which anybody on this machine may connect. The service logs the signal (note-signals.ts).
// --disable-sigusr1 does the same, but Node.js 22.12 does not know it.
process.on('SIGUSR1', () => undefined);
