"""A drill that kills nothing proves nothing: processes are found by their command as people write it."""

import os
import subprocess
import sys

from bench.drills.served import Served, kill


def test_a_process_is_found_by_its_command_and_killed(tmp_path):
    env = os.environ | {"VAR_DIR": str(tmp_path)}
    asleep = [sys.executable, "-c", "import time; print(1, flush=True); time.sleep(60)", "manage.py", "worker"]
    portal = Served(env=env, address="")
    with (
        subprocess.Popen(["sleep", "60"], env=env) as portal.supervisor,
        subprocess.Popen(asleep, env=env, stdout=subprocess.PIPE) as worker,
        subprocess.Popen(asleep, env=env | {"VAR_DIR": "/elsewhere"}, stdout=subprocess.PIPE) as other,
    ):
        assert worker.stdout.readline()
        assert other.stdout.readline()

        found = portal.processes("manage.py worker")
        kill(*found)

        assert found == [worker.pid]
        assert worker.wait(10) == -9
        portal.supervisor.kill()
        other.kill()
