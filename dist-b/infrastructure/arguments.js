import { InvalidArgumentError } from 'commander';
import { uts46 } from '../adapters/idna/uts46.js';
import { Domain } from '../domain/domain.js';
import { EmailAddress } from '../domain/email-address.js';
import { explain } from '../domain/explain.js';
/** Parsers of what is typed on the command line: a value of the core, or a usage error. */
export function domainArgument(text) {
    return orUsageError(Domain.parse(inALabels(text)));
}
export function emailArgument(text) {
    return orUsageError(EmailAddress.parse(inALabels(text)));
}
/** A domain, or an address, with its domain in A-labels. What has none stays, and the core says what is wrong with it. */
export function inALabels(text) {
    const at = text.lastIndexOf('@') + 1;
    const domain = text.slice(at);
    return text.slice(0, at) + (uts46(domain) ?? domain);
}
export function wholeNumberArgument(min, max = Number.MAX_SAFE_INTEGER) {
    return (text) => {
        const value = Number(text);
        if (/^\d+$/.test(text) && value >= min && value <= max)
            return value;
        throw new InvalidArgumentError(max === Number.MAX_SAFE_INTEGER
            ? `It must be a whole number from ${min}.`
            : `It must be a whole number from ${min} to ${max}.`);
    };
}
function orUsageError(result) {
    if (result.ok)
        return result.value;
    throw new InvalidArgumentError(explain(result.error));
}
