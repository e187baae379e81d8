import type { DomainEncoding } from '../../application/ports/domain-encoding.js';
/** Unicode domains to A-labels, by UTS 46 with the checks of IDNA 2008. */
export declare const uts46: DomainEncoding;
