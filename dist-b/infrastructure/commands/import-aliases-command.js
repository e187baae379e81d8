var __addDisposableResource = (this && this.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (this && this.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
import { createReadStream } from 'node:fs';
import { readAliasFile } from '../../adapters/alias-files/alias-files.js';
import { ImportAliases } from '../../application/import-aliases.js';
import { formatOption, formatToUse } from '../alias-file-options.js';
import { inALabels } from '../arguments.js';
import { explainRow } from '../explain-row.js';
import { Interruption } from '../interruption.js';
import { printOne, printRefusedRow } from '../print.js';
import { Progress } from '../progress.js';
import { refuse, withUseCases } from '../with-use-cases.js';
import { STANDARD } from '../write-whole.js';
export function addImportCommand(alias) {
    alias
        .command('import')
        .description('make the aliases of a file, those that are not there yet; role names too')
        .argument('<file>', `CSV or JSON lines; ${STANDARD} is standard input`)
        .addOption(formatOption())
        .option('--dry-run', 'say what would be done, and do nothing')
        .option('--json', 'print the summary as JSON')
        .action((path, options, command) => {
        const format = formatToUse(path, options.format, command);
        return withUseCases(async (useCases) => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const file = path === STANDARD ? process.stdin : createReadStream(path);
                const rows = withALabels(readAliasFile(format, file));
                const dryRun = options.dryRun ?? false;
                const batches = useCases.get(ImportAliases).execute({ rows, dryRun });
                // Input may come slowly, or never: nobody waits for it then.
                const interruption = __addDisposableResource(env_1, new Interruption(() => file.destroy(new Error('interrupted'))), false);
                await follow(batches, interruption, dryRun, options);
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                __disposeResources(env_1);
            }
        });
    });
}
/** Tells of each batch as it is done, of all of them in the end, and where it ended if it did so before that. */
async function follow(batches, interruption, dryRun, output) {
    const progress = new Progress();
    const total = { created: 0, already_there: 0, refused: 0 };
    let lastRow = 0;
    const goOn = () => `behind row ${lastRow}; run it again to go on`;
    try {
        for await (const batch of batches) {
            lastRow = batch.lastNumber;
            total.created += batch.created;
            total.already_there += batch.unchanged;
            total.refused += batch.refused.length;
            if (batch.refused.length > 0)
                progress.clear();
            for (const { number, error } of batch.refused)
                printRefusedRow(number, explainRow(error));
            progress.show(`row ${lastRow}: ${total.created} made`);
            if (interruption.isNoted)
                break;
        }
    }
    catch (cause) {
        const message = cause instanceof Error ? cause.message : String(cause);
        if (!interruption.isNoted)
            throw lastRow === 0 ? cause : new Error(`${message} (${goOn()})`, { cause });
    }
    finally {
        progress.clear();
    }
    printOne({ ...total, ...(dryRun ? { dry_run: true } : {}) }, output);
    if (interruption.isNoted)
        refuse(`interrupted ${goOn()}`);
    if (total.refused > 0)
        refuse(`rows were refused: ${total.refused}`);
}
/** The core takes Unicode domains in A-labels alone. */
async function* withALabels(rows) {
    for await (const { number, row } of rows) {
        const { ok } = row;
        yield ok
            ? {
                number,
                row: { ok, value: { ...row.value, address: inALabels(row.value.address), goto: inALabels(row.value.goto) } },
            }
            : { number, row };
    }
}
