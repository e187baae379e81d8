import { toASCII } from 'tr46';
/** In UTF-16 units. Far over what a name of 253 octets needs, and so short that Punycode's quadratic cost cannot hurt. */
const MAX_TEXT_LENGTH = 512;
const ASCII_ONLY = /^\p{ASCII}*$/u;
const OUTER_WHITE_SPACE = /^[\t-\r ]+|[\t-\r ]+$/g;
/** UTS 46 section 4 maps these three to the full stop. */
const LABEL_SEPARATOR = /[.\u3002\uff0e\uff61]/;
/** Unicode domains to A-labels, by UTS 46 with the checks of IDNA 2008. */
export const uts46 = (text) => {
    if (ASCII_ONLY.test(text))
        return text;
    if (text.length > MAX_TEXT_LENGTH)
        return undefined;
    const name = text.replace(OUTER_WHITE_SPACE, '');
    const ascii = toASCII(name, { checkBidi: true, checkHyphens: true, checkJoiners: true, useSTD3ASCIIRules: true });
    const aLabels = ascii?.split('.') ?? [];
    const foldsIntoAscii = name
        .split(LABEL_SEPARATOR)
        .some((label, i) => !ASCII_ONLY.test(label) && !aLabels[i]?.startsWith('xn--'));
    return foldsIntoAscii ? undefined : (ascii ?? undefined);
};
