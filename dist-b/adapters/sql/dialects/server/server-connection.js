import { CompiledQuery } from 'kysely';
import { StoreUnavailable } from '../../../../application/ports/store-unavailable.js';
import { ConnectionLost, Contended } from '../../failures.js';
const BEGIN = CompiledQuery.raw('begin');
/** A session whose statements end in time, and whose errors say what may be done about them. */
export class ServerConnection {
    session;
    judge;
    statementTimeoutMs;
    isBeginning = false;
    constructor(session, judge, statementTimeoutMs) {
        this.session = session;
        this.judge = judge;
        this.statementTimeoutMs = statementTimeoutMs;
    }
    /** Broken ones are never used again: an answer that is still owed would be taken for the next one's. */
    get isBroken() {
        return this.session.socket.destroyed;
    }
    /** Begins a transaction: with its first statement, so that the server is not waited for once more. */
    begin() {
        this.isBeginning = true;
    }
    /** Ends a transaction that has not really begun; `false` where the server must be told. */
    endUnbegun() {
        const { isBeginning } = this;
        this.isBeginning = false;
        return isBeginning;
    }
    async executeQuery(query) {
        const [answer] = await this.executeAll([query]);
        return answer;
    }
    async executeAll(queries) {
        if (this.isBroken)
            throw new ConnectionLost('the connection to the database is broken');
        const isFirst = this.endUnbegun();
        const late = Promise.withResolvers();
        const timer = setTimeout(() => {
            this.session.socket.destroy();
            late.reject(new StoreUnavailable(`the database did not answer within ${this.statementTimeoutMs} ms`));
        }, this.statementTimeoutMs);
        try {
            const answers = await Promise.race([this.session.query(isFirst ? [BEGIN, ...queries] : queries), late.promise]);
            return isFirst ? answers.slice(1) : answers;
        }
        catch (error) {
            throw this.translate(error);
        }
        finally {
            clearTimeout(timer);
        }
    }
    streamQuery() {
        throw new Error('nothing here streams');
    }
    close() {
        if (!this.isBroken)
            this.session.close();
    }
    translate(error) {
        if (error instanceof StoreUnavailable)
            return error;
        switch (this.judge(error)) {
            case 'lost':
                this.session.socket.destroy();
                return new ConnectionLost('the connection to the database broke', { cause: error });
            case 'contended':
                return new Contended('the database gave way to another transaction', { cause: error });
            case 'unavailable':
                return new StoreUnavailable('the database cannot do it now', { cause: error });
            case 'fault':
                return error;
        }
    }
}
