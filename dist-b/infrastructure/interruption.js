const SIGNALS = ['SIGINT', 'SIGTERM'];
/** Notes that somebody wants an end, so that work can end where it is whole. The second signal ends the program at once. */
export class Interruption {
    onNote;
    noted = false;
    note = () => {
        this.noted = true;
        this[Symbol.dispose]();
        this.onNote();
    };
    /** @param onNote - ends what may wait for long. */
    constructor(onNote) {
        this.onNote = onNote;
        for (const signal of SIGNALS)
            process.on(signal, this.note);
    }
    get isNoted() {
        return this.noted;
    }
    [Symbol.dispose]() {
        for (const signal of SIGNALS)
            process.off(signal, this.note);
    }
}
