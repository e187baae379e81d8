import { CompiledQuery, SqliteAdapter, SqliteDialect, SqliteDriver, } from 'kysely';
import { PatientConnection } from './patient-connection.js';
import { prepareOnce } from './prepare-once.js';
/** Kysely's SQLite dialect, with DDL in transactions, transactions that begin as writers, and a connection of our own. */
export class KyselySqlite extends SqliteDialect {
    file;
    constructor(file) {
        super({ database: file.database });
        this.file = file;
    }
    createAdapter() {
        return new TransactionalDdlAdapter();
    }
    createDriver() {
        return new WriterDriver(this.file);
    }
}
/** SQLite's DDL is transactional, so a migration cut off half-way leaves nothing. */
class TransactionalDdlAdapter extends SqliteAdapter {
    get supportsTransactionalDdl() {
        return true;
    }
}
class WriterDriver extends SqliteDriver {
    file;
    connection;
    database;
    constructor(file) {
        const database = prepareOnce(file.database);
        super({ database });
        this.file = file;
        this.database = database;
    }
    async acquireConnection() {
        return (this.connection ??= new PatientConnection(await super.acquireConnection(), this.database, this.file.isInPlace));
    }
    /** A transaction that reads first and then writes fails at once where another process wrote between (SQLITE_BUSY_SNAPSHOT). */
    async beginTransaction(connection) {
        await connection.executeQuery(CompiledQuery.raw('begin immediate'));
    }
    /** SQLite has done it by itself where the disk was full or could not be read (sqlite.org/lang_transaction.html, 2.3). */
    async rollbackTransaction(connection) {
        if (this.file.database.inTransaction)
            await super.rollbackTransaction(connection);
    }
}
