/** Runs one command and returns the exit code: 0, 1 where it failed or was refused, 2 where it was not understood. */
export declare function runCommandLine(argv: readonly string[]): Promise<number>;
