import { setFlagsFromString } from 'node:v8';
/** What must be settled before anything else of a program of ours is loaded: each imports this first. */
/** As package.json's `engines` says. Older ones crash in the native driver, without a word. */
const OLDEST_NODE = [22, 12];
/** What we make is for us and for our group, which is Postfix's; nobody else's. */
const UMASK = 0o007;
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    process.stderr.write(`postern: this is Node.js ${process.versions.node}; it takes ${OLDEST_NODE.join('.')} or later\n`);
    process.exit(1);
}
process.umask(UMASK);
/**
 * Left alone, V8 gives a busy service a young generation of hundreds of megabytes and gains little by it: with this, 50,000
 * creates over 64 connections end at 130 MB resident instead of 340, at about the same rate. V8 looks at this flag anew each time
 * that it sizes the heap, so setting it now is as good as on the command line, and holds however the program was started.
 */
if(!process.env.T_OPT)setFlagsFromString('--optimize-for-size');
