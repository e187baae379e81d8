/** No row of a file can be read; the message says what it lacks. */
export class UnreadableFile extends Error {
    name = 'UnreadableFile';
}
