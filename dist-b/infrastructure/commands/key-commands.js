import { IssueKey } from '../../application/issue-key.js';
import { ListKeys } from '../../application/list-keys.js';
import { RotateKey } from '../../application/rotate-key.js';
import { RevokeKey } from '../../application/revoke-key.js';
import { emailArgument, wholeNumberArgument } from '../arguments.js';
import { isoTime, printMany, printOne } from '../print.js';
import { orRefuse, withUseCases } from '../with-use-cases.js';
const COLUMNS = ['id', 'owner', 'status', 'created_at', 'expires_at'];
const DAYS_HELP = `how long it works, ${IssueKey.MIN_DAYS} to ${IssueKey.MAX_DAYS}`;
export function addKeyCommands(program) {
    const key = program.command('key').description('the keys that callers show');
    key
        .command('create')
        .description('make a key and print it, this once')
        .argument('<owner-email>', 'whose aliases it makes, and where their mail goes', emailArgument)
        .option('--days <n>', DAYS_HELP, wholeNumberArgument(IssueKey.MIN_DAYS, IssueKey.MAX_DAYS), IssueKey.DEFAULT_DAYS)
        .option('--json', 'print JSON')
        .action((owner, options) => withUseCases(async (useCases) => {
        const result = await useCases.get(IssueKey).execute({ owner, days: options.days });
        printIssued(orRefuse(result, describe), options);
    }));
    key
        .command('rotate')
        .description('make a new key for the same owner and print it, this once; then end the old one')
        .argument('<id>', 'of the old one, as the list shows it', wholeNumberArgument(1))
        .option('--days <n>', DAYS_HELP, wholeNumberArgument(IssueKey.MIN_DAYS, IssueKey.MAX_DAYS), IssueKey.DEFAULT_DAYS)
        .option('--json', 'print JSON')
        .action((id, options) => withUseCases(async (useCases) => {
        const result = await useCases.get(RotateKey).execute({ id, days: options.days });
        printIssued(orRefuse(result, describe), options);
    }));
    key
        .command('list')
        .description('every key, without its secret')
        .option('--owner <email>', 'of one owner alone', emailArgument)
        .option('--json', 'print JSON')
        .action((options) => withUseCases(async (useCases) => {
        const records = await useCases.get(ListKeys).execute({ owner: options.owner });
        printMany(COLUMNS, records.map(toRow), options);
    }));
    key
        .command('revoke')
        .description('end a key for good')
        .argument('<id>', 'as the list shows it', wholeNumberArgument(1))
        .option('--json', 'print JSON')
        .action((id, options) => withUseCases(async (useCases) => {
        const result = await useCases.get(RevokeKey).execute({ id });
        printOne(toRow(orRefuse(result, (error) => `there is no key ${error.id}`)), options);
    }));
}
function describe(error) {
    switch (error.kind) {
        case 'days_out_of_range':
            return `a key works ${error.min} to ${error.max} days`;
        case 'key_unknown':
            return `there is no key ${error.id}`;
        case 'key_revoked':
            return `key ${error.id} was revoked; make a new one: postern key create`;
        case 'unusable_owner':
            return `key ${error.id} is of no address that mail can go to`;
    }
}
function printIssued({ id, key, owner, expiresAt }, options) {
    printOne({ id, key: key.value, owner: owner.value, expires_at: isoTime(expiresAt) }, options);
}
function toRow({ id, owner, status, createdAt, expiresAt }) {
    return { id, owner, status, created_at: isoTime(createdAt), expires_at: isoTime(expiresAt) };
}
