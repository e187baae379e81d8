export { openSmtpMailer, SmtpFailure, type SmtpMailerOptions } from './smtp-mailer.js';
