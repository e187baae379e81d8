/** One line on a terminal that says how far it is; nothing where standard error is none. */
export declare class Progress {
    private readonly terminal;
    private shownAtMs;
    private isShown;
    constructor(terminal?: NodeJS.WriteStream);
    show(text: string): void;
    /** Before anything else is written there. */
    clear(): void;
}
