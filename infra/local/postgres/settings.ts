/** The server's settings as command-line arguments. All others are PostgreSQL's defaults. */
export function serverSettings(options: { port: number; durable: boolean }): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(options.port),
    // Sockets in /tmp could collide with those of other servers on the machine.
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // Two databases, each with the Data API's connections for statements and for transactions.
    max_connections: '400',
    shared_buffers: '128MB',
    huge_pages: 'off',
    ...(options.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
