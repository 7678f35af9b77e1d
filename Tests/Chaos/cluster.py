"""A real Slurm on this machine: munged, slurmctld and a slurmd for each node, which is nothing but a name."""

import os
import pwd
import signal
import socket
import subprocess
import tempfile
import time

DAEMONS = ["/usr/sbin/munged", "/usr/sbin/slurmctld", "/usr/sbin/slurmd"]


def missing():
    """Why there can be no cluster here; None where there can."""
    absent = [path for path in DAEMONS if not os.access(path, os.X_OK)]
    return f"needs {', '.join(absent)}: Scripts/bootstrap --tests" if absent else None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Cluster:
    """Begun and ended with `with`. `environment` is what Slurm's commands need to find it."""

    def __init__(self, nodes=2):
        self.folder = tempfile.mkdtemp(prefix="tessera-slurm-")
        self.names = [f"n{number + 1}" for number in range(nodes)]
        self.processes = {}
        self.environment = {"SLURM_CONF": self.path("slurm.conf")}

    def path(self, name):
        return os.path.join(self.folder, name)

    def __enter__(self):
        # Its daemons refuse folders that others may write to.
        os.chmod(self.folder, 0o755)
        for name in ["state"] + [f"spool-{name}" for name in self.names]:
            os.mkdir(self.path(name))
        with open(os.open(self.path("munge.key"), os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            file.write(os.urandom(128))
        with open(self.path("slurm.conf"), "w") as file:
            file.write(self.configuration())
        self.start("munged", ["--foreground", "--force"] + [f"--{name}={self.path(file)}" for name, file in (
            ("key-file", "munge.key"), ("socket", "munge.sock"), ("pid-file", "munged.pid"), ("log-file", "munged.log"),
            ("seed-file", "munge.seed"))])
        self.until(lambda: os.path.exists(self.path("munge.sock")), "munged")
        self.start("slurmctld", ["-D", "-f", self.path("slurm.conf")])
        for name in self.names:
            self.start_node(name)
        self.until(lambda: self.command("sinfo", "--noheader", "--format=%T %D") == f"idle {len(self.names)}", "nodes")
        return self

    def __exit__(self, *_):
        for name in self.names + ["slurmctld", "munged"]:
            self.stop(name, signal.SIGTERM)
        self.kill_tasks("SLURM_CONF=" + self.path("slurm.conf"))
        subprocess.run(["rm", "-rf", self.folder])

    def configuration(self):
        user, host = pwd.getpwuid(os.getuid()).pw_name, socket.gethostname().split(".")[0]
        nodes = "".join(
            f"NodeName={name} NodeHostname={host} NodeAddr=127.0.0.1 Port={free_port()} CPUs=1 State=UNKNOWN\n"
            for name in self.names)
        return f"""ClusterName=tessera
SlurmctldHost={host}(127.0.0.1)
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={self.path("munge.sock")}
CredType=cred/munge
SlurmctldPort={free_port()}
SlurmctldPidFile={self.path("slurmctld.pid")}
SlurmdPidFile={self.path("slurmd-%n.pid")}
SlurmdSpoolDir={self.path("spool-%n")}
StateSaveLocation={self.path("state")}
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
SchedulerParameters=sched_interval=1,bf_interval=1,sched_min_interval=0
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SwitchType=switch/none
SlurmdParameters=config_overrides
SlurmctldTimeout=5
SlurmdTimeout=5
InactiveLimit=0
MinJobAge=300
KillWait=2
{nodes}PartitionName=all Nodes={",".join(self.names)} Default=YES MaxTime=INFINITE State=UP
"""

    def start(self, program, arguments, name=None):
        with open(self.path(f"{name or program}.out"), "ab") as log:
            self.processes[name or program] = subprocess.Popen(
                [f"/usr/sbin/{program}"] + arguments, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env=os.environ | self.environment)

    def start_node(self, name):
        self.start("slurmd", ["-D", "-N", name, "-f", self.path("slurm.conf")], name)

    def stop(self, name, number):
        process = self.processes.pop(name, None)
        if process is None:
            return
        process.send_signal(number)
        try:
            process.wait(3)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def cut_power(self, name):
        """Ends a node with all that runs on it."""
        self.stop(name, signal.SIGKILL)
        self.kill_tasks("SLURMD_NODENAME=" + name)

    def kill_tasks(self, variable):
        mine = ("SLURM_CONF=" + self.path("slurm.conf")).encode()
        for number in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{number}/environ", "rb") as file:
                    variables = file.read().split(b"\0")
                if mine in variables and variable.encode() in variables and int(number) != os.getpid():
                    os.kill(int(number), signal.SIGKILL)
            except OSError:
                continue

    def command(self, program, *arguments):
        run = subprocess.run(
            [program, *arguments], env=os.environ | self.environment, capture_output=True, text=True, timeout=60)
        return run.stdout.strip()

    def until(self, holds, what):
        end = time.monotonic() + 60
        while not holds():
            if time.monotonic() > end:
                raise SystemExit(f"chaos: Slurm's {what} did not come up; see {self.folder}")
            time.sleep(0.1)
