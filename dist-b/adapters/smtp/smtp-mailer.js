import { createTransport } from 'nodemailer';
/** The first three bound a step, the last one silence: a server that goes on speaking slowly may outlast the lease of a queued mail. */
const DNS_TIMEOUT_MS = 5_000;
const CONNECT_TIMEOUT_MS = 10_000;
const GREETING_TIMEOUT_MS = 10_000;
const SOCKET_TIMEOUT_MS = 20_000;
const PERMANENT = 500;
/** Why a mail could not be handed over. What the server said is left out, for servers quote what they were sent. */
export class SmtpFailure extends Error {
    name = 'SmtpFailure';
}
/** Sends by any SMTP server, a connection for each mail. */
export function openSmtpMailer({ url, from }) {
    const transport = createTransport({
        url,
        dnsTimeout: DNS_TIMEOUT_MS,
        connectionTimeout: CONNECT_TIMEOUT_MS,
        greetingTimeout: GREETING_TIMEOUT_MS,
        socketTimeout: SOCKET_TIMEOUT_MS,
        disableFileAccess: true,
        disableUrlAccess: true,
    });
    return {
        async send({ to, subject, text }) {
            try {
                // RFC 3834 5: so that no vacation program answers.
                const headers = { 'Auto-Submitted': 'auto-generated' };
                await transport.sendMail({ from: from.value, to: to.value, subject, text, headers });
                return 'sent';
            }
            catch (error) {
                const { code, responseCode, command } = partsOf(error);
                if (command === 'RCPT TO' && Number(responseCode) >= PERMANENT)
                    return 'refused';
                const parts = [code, command, responseCode].filter((part) => part !== undefined);
                throw new SmtpFailure(`the mail server did not take a mail: ${parts.join(' ') || 'no reason given'}`);
            }
        },
    };
}
function partsOf(error) {
    if (typeof error !== 'object' || error === null)
        return {};
    const part = (name) => {
        const value = Object.getOwnPropertyDescriptor(error, name)?.value;
        return typeof value === 'string' || typeof value === 'number' ? value : undefined;
    };
    return { code: part('code'), responseCode: part('responseCode'), command: part('command') };
}
