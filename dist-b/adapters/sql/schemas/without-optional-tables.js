/**
 * The schema where the feature that its optional tables are for is off: they are neither missed nor made. Migrations keep their
 * names, for one that took place earlier must still be known; one that made nothing is run again once a table of its is missed.
 */
export function withoutOptionalTables(schema) {
    const isNeeded = (table) => schema.tables[table]?.optional !== true;
    const needed = (migrations) => Object.fromEntries(Object.entries(migrations).map(([name, steps]) => [name, steps.filter(({ table }) => isNeeded(table))]));
    const { sqlite, mysql, postgres } = schema.migrations;
    return {
        ...schema,
        tables: Object.fromEntries(Object.entries(schema.tables).filter(([table]) => isNeeded(table))),
        migrations: { sqlite: needed(sqlite), mysql: needed(mysql), postgres: needed(postgres) },
    };
}
