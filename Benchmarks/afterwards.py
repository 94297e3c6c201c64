"""What complaints cause after their notices: facts are folded, tables are vacuumed. The workers have stopped by then."""
import os
import subprocess
import sys

from processes import alone, cpu

# Like autovacuum's own threshold: who has changed fewer rows is left alone.
CHANGED = "select quote_ident(relname) from pg_stat_user_tables where schemaname = 'public' and n_mod_since_analyze > 50"


def _report(site):
    """CPU seconds that `lapor report` uses: of the program, and of PostgreSQL for it."""
    before, own = cpu(site.postgres), alone(site.session.backend)
    program = subprocess.Popen([site.programs / "lapor", "report"], env=site.env, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode:
        sys.exit(f"lapor report ended with {program.returncode}")
    return used.ru_utime + used.ru_stime, cpu(site.postgres) - before - (alone(site.session.backend) - own)


def fold(site):
    """What folding the facts costs: a report folds what is not folded, and a second one costs the same without that."""
    (program, postgres), (again, postgres_again) = _report(site), _report(site)
    return {"folding": max(0, program - again), "postgres_for_folding": max(0, postgres - postgres_again)}


def vacuum(site):
    """CPU seconds of the vacuum that is due. It is done by hand, once, because autovacuum comes when the clock says and would
    be in some runs and not in others."""
    before = alone(site.session.backend)
    tables = [name for (name,) in site.session.rows(CHANGED)]
    if tables:
        site.session.ask(f"vacuum (analyze, parallel 0) {', '.join(tables)}")
    return {"vacuum": alone(site.session.backend) - before}
