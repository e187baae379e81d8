import { AddDomain } from '../../application/add-domain.js';
import { ListDomains } from '../../application/list-domains.js';
import { SwitchDomain } from '../../application/switch-domain.js';
import { domainArgument } from '../arguments.js';
import { printMany, printOne } from '../print.js';
import { orRefuse, withUseCases } from '../with-use-cases.js';
const COLUMNS = ['id', 'name', 'active', 'visible'];
export function addDomainCommands(program) {
    const domain = program.command('domain').description('the domains that are served');
    domain
        .command('add')
        .description('serve a domain from now on')
        .argument('<name>', 'the domain, in Unicode or in A-labels', domainArgument)
        .option('--hidden', 'leave it out of the public list')
        .option('--json', 'print JSON')
        .action((name, options) => withUseCases(async (useCases) => {
        const result = await useCases.get(AddDomain).execute({ domain: name, visible: !options.hidden });
        printOne(toRow(orRefuse(result, describe)), options);
    }));
    domain
        .command('list')
        .description('every domain, also the disabled and the hidden')
        .option('--json', 'print JSON')
        .action((options) => withUseCases(async (useCases) => {
        printMany(COLUMNS, (await useCases.get(ListDomains).execute()).map(toRow), options);
    }));
    addSwitch(domain, 'disable', false, 'take no mail and no new aliases for a domain; its aliases stay as they are');
    addSwitch(domain, 'enable', true, 'serve a disabled domain again');
}
function describe({ kind, domain }) {
    return kind === 'domain_exists'
        ? `${domain.value} is there already`
        : 'the tables have no column to hide a domain by; leave out --hidden';
}
function addSwitch(domain, verb, active, description) {
    domain
        .command(verb)
        .description(description)
        .argument('<name>', 'the domain', domainArgument)
        .option('--json', 'print JSON')
        .action((name, options) => withUseCases(async (useCases) => {
        const result = await useCases.get(SwitchDomain).execute({ domain: name, active });
        printOne(toRow(orRefuse(result, (error) => `there is no domain ${error.domain.value}`)), options);
    }));
}
function toRow({ id, name, active, visible }) {
    return { id, name, active, visible };
}
