import type { Finding } from '../finding.js';
/** Whether the server is one of those that we know, by the oldest version of each. */
export declare function versionFinding<Product extends string>(product: Product, version: string, oldest: Readonly<Record<Product, string>>): Finding;
export declare function clockFinding(serverNow: Date): Finding;
/** A column by which rows are found, as the server describes it. */
export interface KeyColumn {
    readonly name: string;
    readonly is_unique: boolean;
    /** Absent where it holds bytes. */
    readonly collation: string | null;
    /** Whether two texts that differ in a byte may be one to it. */
    readonly folds: boolean;
    /** In characters; absent where it has no bound. */
    readonly length: number | null;
}
export declare function keyFindings(columns: readonly KeyColumn[]): Finding[];
