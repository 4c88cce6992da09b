// node duckdb.cjs NODE_MODULES QUERY.sql TABLE RESULT THREADS
// Runs a query over a table and writes the result as CSV; {table} in the query is the table's name.
const fs = require("node:fs");
const path = require("node:path");

async function main() {
  const [modules, query, table, result, threads] = process.argv.slice(2);
  const { DuckDBInstance } = require(path.join(modules, "@duckdb", "node-api"));
  const instance = await DuckDBInstance.create(":memory:", { threads });
  const connection = await instance.connect();
  const select = fs.readFileSync(query, "utf8").replaceAll("{table}", table.replaceAll("'", "''"));
  await connection.run(`COPY (${select}) TO '${result.replaceAll("'", "''")}' (HEADER, DELIMITER ',')`);
}

main().then(() => process.exit(0), (error) => {
  console.error(String(error));
  process.exit(1);
});
