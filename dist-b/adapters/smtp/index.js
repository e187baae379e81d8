export { openSmtpMailer, SmtpFailure } from './smtp-mailer.js';
