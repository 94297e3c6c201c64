"""The bench's own session with PostgreSQL: one process for all its questions, so that their cost can be left out."""
import subprocess

END = "=end of the answer="


class Session:
    """psql at the other end of a pipe, as the stack's administrator. `backend` is the server process that answers it."""

    def __init__(self, url):
        self._psql = subprocess.Popen(
            ["psql", "-qtAX", "-F", "|", "-v", "ON_ERROR_STOP=1", url], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        # Helpers of a query would be processes that nobody leaves out.
        self.ask("set max_parallel_workers_per_gather = 0; set jit = off")
        self.backend = int(self.ask("select pg_backend_pid()"))

    def ask(self, statement):
        """The answer as text: a line for each row, columns parted by |."""
        self._psql.stdin.write(f"{statement};\n\\echo {END}\n")
        self._psql.stdin.flush()
        lines = []
        while (line := self._psql.stdout.readline()) != END + "\n":
            if not line:
                raise RuntimeError(f"PostgreSQL refused: {statement}")
            lines.append(line.rstrip("\n"))
        return "\n".join(lines)

    def rows(self, statement):
        return [line.split("|") for line in self.ask(statement).splitlines()]

    def backends(self):
        """Which program each of the other sessions belongs to."""
        found = self.rows("select pid, application_name from pg_stat_activity where backend_type = 'client backend' "
                          "and pid <> pg_backend_pid()")
        return {int(pid): program for pid, program in found}

    def wal_position(self):
        """Bytes of write-ahead log so far."""
        return int(self.ask("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')"))

    def close(self):
        self._psql.kill()
        self._psql.wait()
