// Runs a server in a process of its own: node run-server.ts <module> <data folder>. Prints its connection string, and
// stops at Ctrl-C.
const [module = '', dataDir = ''] = process.argv.slice(2);
const { startPostgres }: typeof import('../../../../infra/local/postgres/index.ts') = await import(module);

const postgres = await startPostgres({ dataDir, databases: ['kept'] });
process.once('SIGINT', () => {
  clearInterval(alive);
  void postgres.stop();
});
const alive = setInterval(() => undefined, 60_000);
console.log(postgres.url('kept'));
