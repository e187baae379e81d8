/** No row of a file can be read; the message says what it lacks. */
export declare class UnreadableFile extends Error {
    readonly name = "UnreadableFile";
}
