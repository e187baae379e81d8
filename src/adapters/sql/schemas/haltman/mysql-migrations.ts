import type { Migrations } from '../mail-schema.js';

/** Addresses, handles and names are ASCII in lower case, so they are compared byte by byte. */
const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin NOT NULL';
/** As many characters as an index takes whole (3,072 octets), so that an owner's list goes on at an id without passing over what is before it. */
const GOTO_LENGTH = 760;
const TABLE = 'ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4';

/**
 * The tables of the core and of its API with the columns that theirs have, so that its API may run beside us on tables that we made.
 * One statement a table: MySQL's DDL is not transactional.
 */
export const mysqlMigrations: Migrations = {
  '2026-11-23-haltman-tables': [
    {
      table: 'domain',
      statements: [
        `CREATE TABLE domain (
          id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
          name VARCHAR(255) ${ASCII},
          active TINYINT NOT NULL DEFAULT 1,
          active_mx TINYINT NOT NULL DEFAULT 1,
          active_ui TINYINT NOT NULL DEFAULT 1,
          visible TINYINT NOT NULL DEFAULT 1,
          UNIQUE KEY domain_name (name)
        ) ${TABLE}`,
      ],
    },
    {
      table: 'alias',
      statements: [
        `CREATE TABLE alias (
          id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
          address VARCHAR(320) ${ASCII},
          goto VARCHAR(${GOTO_LENGTH}) NOT NULL,
          active TINYINT NOT NULL DEFAULT 1,
          created TIMESTAMP NULL DEFAULT CURRENT_TIMESTAMP,
          modified TIMESTAMP NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
          UNIQUE KEY alias_address (address),
          KEY alias_goto_id (goto, id)
        ) ${TABLE}`,
      ],
    },
    {
      table: 'alias_handle',
      statements: [
        `CREATE TABLE alias_handle (
          id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
          handle VARCHAR(128) ${ASCII},
          address VARCHAR(255) NULL,
          active TINYINT NOT NULL DEFAULT 1,
          unsubscribed_at DATETIME(6) NULL,
          UNIQUE KEY alias_handle_handle (handle)
        ) ${TABLE}`,
      ],
    },
    {
      table: 'api_tokens',
      statements: [
        `CREATE TABLE api_tokens (
          id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
          owner_email VARCHAR(254) NOT NULL,
          token_hash BINARY(32) NOT NULL,
          status ENUM('active', 'revoked', 'expired') NOT NULL DEFAULT 'active',
          created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
          expires_at DATETIME(6) NOT NULL,
          revoked_at DATETIME(6) NULL,
          revoked_reason VARCHAR(500) NULL,
          created_ip VARBINARY(16) NULL,
          user_agent VARCHAR(255) NULL,
          automatic_renew TINYINT(1) NOT NULL DEFAULT 0,
          last_used_at DATETIME(6) NULL,
          UNIQUE KEY api_tokens_token_hash (token_hash),
          KEY api_tokens_owner_email (owner_email, id)
        ) ${TABLE}`,
      ],
    },
    {
      table: 'api_bans',
      statements: [
        `CREATE TABLE api_bans (
          id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
          ban_type ENUM('email', 'domain', 'ip', 'name') NOT NULL,
          ban_value VARCHAR(254) NOT NULL,
          reason VARCHAR(500) NOT NULL,
          created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
          expires_at DATETIME(6) NULL,
          revoked_at DATETIME(6) NULL,
          revoked_reason VARCHAR(500) NULL,
          KEY api_bans_value (ban_type, ban_value, revoked_at)
        ) ${TABLE}`,
      ],
    },
    {
      table: 'api_logs',
      statements: [
        `CREATE TABLE api_logs (
          id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
          api_token_id BIGINT UNSIGNED NULL,
          api_token_owner_email VARCHAR(254) NULL,
          created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
          route VARCHAR(128) NOT NULL,
          body LONGTEXT NULL,
          request_ip VARBINARY(16) NULL,
          user_agent VARCHAR(255) NULL,
          KEY api_logs_owner_email (api_token_owner_email, id),
          CONSTRAINT api_logs_token FOREIGN KEY (api_token_id) REFERENCES api_tokens (id)
        ) ${TABLE}`,
      ],
    },
  ],
};
