/** Why an address was not given out, for an operator. */
export function describeRefusal(error) {
    switch (error.kind) {
        case 'domain_not_served':
            return `${error.domain.value} is not served: postern domain add ${error.domain.value}`;
        case 'address_taken':
            return `${error.address.value} is taken`;
        case 'alias_limit_reached':
            return `${error.domain.value} may have ${error.limit} aliases and has them`;
    }
}
