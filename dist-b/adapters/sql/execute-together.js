/** Runs statements one after another, in one journey to the server where there is one. */
export async function executeTogether(db, queries) {
    return db.getExecutor().provideConnection(async (connection) => {
        if (isPlural(connection))
            return (await connection.executeAll(queries));
        const answers = [];
        for (const query of queries)
            answers.push(await connection.executeQuery(query));
        return answers;
    });
}
function isPlural(connection) {
    return 'executeAll' in connection;
}
