/** Reads all aliases in the order of their addresses, a page at a time; those that come or go meanwhile may be among them or not. */
export class ExportAliases {
    aliases;
    static PAGE = 1_000;
    constructor(aliases) {
        this.aliases = aliases;
    }
    async *execute(command) {
        let after;
        for (;;) {
            const page = await this.aliases.scan({ ...command, limit: ExportAliases.PAGE, after });
            if (page.length > 0)
                yield page;
            if (page.length < ExportAliases.PAGE)
                return;
            after = page.at(-1)?.address;
        }
    }
}
