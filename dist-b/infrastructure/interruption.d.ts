/** Notes that somebody wants an end, so that work can end where it is whole. The second signal ends the program at once. */
export declare class Interruption implements Disposable {
    private readonly onNote;
    private noted;
    private readonly note;
    /** @param onNote - ends what may wait for long. */
    constructor(onNote: () => void);
    get isNoted(): boolean;
    [Symbol.dispose](): void;
}
