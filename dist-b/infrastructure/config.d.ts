export type Settings = ReturnType<typeof parseSettings>;
/** All that is wrong with the settings, at once. */
export declare class ConfigurationError extends Error {
    readonly problems: readonly string[];
    readonly name = "ConfigurationError";
    constructor(problems: readonly string[]);
}
/**
 * The settings of this process: the environment, over a `.env` file in the working directory where there is one.
 *
 * @throws ConfigurationError
 */
export declare function loadSettings(): Settings;
/** A variable that is set to nothing counts as not set. A name that begins as ours do and is none is a typo. */
export declare function parseSettings(environment: Readonly<Record<string, string | undefined>>): {
    host: string;
    port: number;
    database: {
        url: string;
        schema: "haltman" | "postfixadmin";
        mail: boolean;
        poolSize: number;
        connectTimeoutMs: number;
        statementTimeoutMs: number;
    };
    postfixDatabaseUrl: string;
    conflictPolicy: "idempotent" | "reject" | "revive";
    http: {
        trustedProxies: number;
        corsOrigins: string[];
        maxConcurrentRequests: number;
    };
    maxConnections: number;
    metrics: {
        host: string;
        port: number;
    } | undefined;
    logLevel: "error" | "info" | "fatal" | "warn" | "debug" | "trace" | "silent";
    shutdownTimeoutMs: number;
    mail: {
        smtpUrl: string;
        from: import("../index.js").EmailAddress;
        publicUrl: string;
    } | undefined;
    redisUrl: string | undefined;
    limits: {
        create_per_key: number;
        delete_per_key: number;
        list_per_key: number;
        all_per_ip: number;
        failed_keys_per_ip: number;
        credentials_per_ip: number;
        credentials_per_email: number;
    };
};
