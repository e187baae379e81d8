import type { DomainError } from './addresses/domain.js';
import type { ExpiryError } from './alias-metadata.js';
import type { AliasNoteError } from './alias-note.js';
import type { EmailAddressError } from './addresses/email-address.js';
import type { HandleError } from './addresses/handle.js';
import type { IpRangeError } from './ip/ip-range.js';

type Refusal = HandleError | DomainError | EmailAddressError | IpRangeError | AliasNoteError | ExpiryError;

/** A refused text in a sentence for its writer: what is wrong, and what would fit. */
export function explain(error: Refusal): string {
  switch (error.kind) {
    case 'empty':
      return 'It must not be empty.';
    case 'not_ascii':
      return 'Only ASCII fits here; a domain may also be Unicode that has an A-label form (UTS 46).';
    case 'too_long':
      return `At most ${error.maxOctets} octets fit.`;
    case 'address_too_long':
      return `The whole address may have at most ${error.maxOctets} octets.`;
    case 'forbidden_character':
      return `The character ${JSON.stringify(error.character)} may not stand here.`;
    case 'misplaced_dot':
      return 'A dot may be neither first nor last nor beside another dot.';
    case 'leading_hyphen':
      return 'It may not begin with a hyphen: mail servers refuse such a recipient.';
    case 'too_few_labels':
      return `A domain has at least ${error.minLabels} labels, like example.org.`;
    case 'empty_label':
      return 'No part between dots may be empty, and no dot may be first or last.';
    case 'label_too_long':
      return `Each part between dots may have at most ${error.maxOctets} octets.`;
    case 'misplaced_hyphen':
      return 'No part between dots may begin or end with a hyphen.';
    case 'numeric_domain':
      return 'A domain of digits alone looks like an IP address, and mail servers refuse it.';
    case 'not_an_ip_address':
      return 'It is an IPv4 or IPv6 address, or a range of them like 192.0.2.0/24.';
    case 'invalid_prefix_length':
      return `Behind the slash stands a whole number from ${error.min} to ${error.max}.`;
    case 'host_bits_set':
      return `A range begins with its first address: ${error.network}.`;
    case 'note_too_long':
      return `At most ${error.maxCharacters} characters fit.`;
    case 'control_character':
      return `The control character U+${error.codePoint.toString(16).toUpperCase().padStart(4, '0')} may not stand here.`;
    case 'not_well_formed':
      return 'It has half of a surrogate pair, which is no character.';
    case 'not_a_time':
      return 'A time is like 2027-01-31T12:00:00Z: ISO 8601 with a zone.';
    case 'expiry_out_of_range':
      return `A time is from ${error.from} to ${error.to}.`;
    case 'no_at_sign':
      return 'An address is handle@domain.';
    case 'inner_white_space':
      return 'One address without white space fits here.';
    case 'invalid_handle':
      return `What stands before the at sign is refused. ${explain(error.why)}`;
    case 'invalid_domain':
      return `What stands after the at sign is refused. ${explain(error.why)}`;
  }
}
