/** What a private Postfix calls itself. A sink that greeted with this name would be taken for a mail loop. */
const POSTFIX_NAME = 'postfix.test';

export interface PostfixPlace {
  /** Every parent of it lets user postfix through. */
  readonly folder: string;
  readonly sinkPort: number;
  readonly recipientDelimiter: string;
}

/** The test's own main.cf, without any map. */
export function mainCf({ folder, sinkPort, recipientDelimiter }: PostfixPlace): readonly string[] {
  const sink = `[127.0.0.1]:${sinkPort}`;
  return [
    'compatibility_level = 3.6',
    `queue_directory = ${folder}/queue`,
    `data_directory = ${folder}/data`,
    `maillog_file = ${folder}/mail.log`,
    `maillog_file_prefixes = ${folder}`,
    `myhostname = ${POSTFIX_NAME}`,
    'inet_interfaces = 127.0.0.1',
    'inet_protocols = ipv4',
    `recipient_delimiter = ${recipientDelimiter}`,
    // It delivers nothing by itself, and nothing to anybody but the sink.
    'mydestination =',
    'alias_maps =',
    'local_recipient_maps =',
    'local_transport = error:5.1.1 there is nobody on this machine',
    'virtual_transport = error:5.1.1 there is nobody on this machine',
    `default_transport = smtp:${sink}`,
    `relay_transport = smtp:${sink}`,
    `relayhost = ${sink}`,
    'smtp_bind_address = 127.0.0.1',
    'smtp_dns_support_level = disabled',
    'smtp_host_lookup = native',
    // Our client is no friend of this server's: relaying is really refused, and at once for good (the default says 454).
    'mynetworks = 127.255.255.254/32',
    'smtpd_relay_restrictions = reject_unauth_destination',
    'smtpd_recipient_restrictions = reject_non_fqdn_recipient, reject_unlisted_recipient, reject_unauth_destination',
    'smtpd_peername_lookup = no',
    'fast_flush_domains =',
    ...PATIENCE,
  ];
}

/** A test retries at once, and asks for what does not exist more often than a good client would. */
const PATIENCE = [
  'queue_run_delay = 1s',
  'minimal_backoff_time = 1s',
  'maximal_backoff_time = 1s',
  'transport_retry_time = 1s',
  'smtpd_error_sleep_time = 0',
  'smtpd_soft_error_limit = 1000',
  'smtpd_hard_error_limit = 1000',
  'smtpd_client_connection_count_limit = 0',
  'smtpd_client_connection_rate_limit = 0',
  'in_flow_delay = 0',
];

/**
 * No service that delivers to this machine or runs a program. Those who ask maps are in a chroot, as Debian has them: it sees neither
 * a file nor a socket outside the queue.
 */
export function masterCf(port: number): readonly string[] {
  return [
    `127.0.0.1:${port} inet n - y - - smtpd`,
    'pickup unix n - n 60 1 pickup',
    'cleanup unix n - y - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'rewrite unix - - y - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'proxymap unix - - n - - proxymap',
    'smtp unix - - n - - smtp',
    'relay unix - - n - - smtp',
    'showq unix n - n - - showq',
    'error unix - - n - - error',
    'retry unix - - n - - error',
    'anvil unix - - n - 1 anvil',
    'scache unix - - n - 1 scache',
    'postlog unix-dgram n - n - 1 postlogd',
  ];
}

/** What `postfix check` would make in the queue's folder; doing without it saves 0.4 s at each start. */
export const QUEUE_FOLDERS = [
  ...['active', 'bounce', 'corrupt', 'defer', 'deferred', 'flush', 'hold', 'incoming', 'private', 'saved', 'trace'],
  ...['maildrop', 'public'],
];
