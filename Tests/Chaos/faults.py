"""What is done to a run. Each kind strikes in its own way; some end the run, some it has to live through."""

import glob
import os
import shutil
import signal
import struct
import subprocess
import time

import cluster
from command import marked


class Kind:
    """A kind of fault.

    One that is dealt between runs waits for the end of the run that is under way.
    """

    name = ""
    between = False

    def missing(self, place):
        """Why there is none of this kind here; None where there is."""
        return None

    def fits(self, place):
        """Whether it means anything at this moment."""
        return True

    def strike(self, place, rng):
        """Deals it, and takes it away again where it passes. Returns what is to be known of it."""
        raise NotImplementedError


class Kill(Kind):
    name = "kill"

    def strike(self, place, rng):
        place.run.send(signal.SIGKILL)
        place.run.wait()
        return "SIGKILL"


class Terminate(Kind):
    name = "term"

    def strike(self, place, rng):
        place.run.send(signal.SIGTERM)
        place.run.wait()
        return "SIGTERM"


class Stop(Kind):
    """Stands still for a while, longer than a request may take at most now and then."""

    name = "stop"

    def strike(self, place, rng):
        seconds = rng.choice([0.2, 1, 1, 5])
        place.run.send(signal.SIGSTOP)
        time.sleep(seconds)
        place.run.send(signal.SIGCONT)
        return f"SIGSTOP, {seconds} s"


class Full(Kind):
    """A disk with hardly anything left, for a while or until the run gives up."""

    name = "full"

    def missing(self, place):
        return None if place.room.can_be_full else "needs the right to mount (root, or unprivileged user namespaces)"

    def strike(self, place, rng):
        slack = rng.choice([0, 4096, 65536, rng.randrange(1 << 20)])
        seconds = rng.uniform(0.3, 4)
        if not place.room.fill(slack):
            return None
        until = time.monotonic() + seconds
        place.run.wait(lambda: time.monotonic() > until)
        place.room.enlarge()
        return f"{slack} bytes left, {seconds:.1f} s"


class ReadOnly(Kind):
    name = "readonly"

    def missing(self, place):
        return None if place.room.can_be_locked else "needs the right to mount; to root no folder is read-only"

    def strike(self, place, rng):
        seconds = rng.uniform(0.3, 4)
        # A disk with a file open for writing cannot become read-only; sooner or later there is a moment without one.
        tries = time.monotonic() + 2
        while not (locked := place.room.lock()) and time.monotonic() < tries and place.run.status is None:
            time.sleep(0.005)
        if not locked:
            return None
        until = time.monotonic() + seconds
        place.run.wait(lambda: time.monotonic() > until)
        place.room.unlock()
        return f"{seconds:.1f} s"


class ReadOnlyStart(Kind):
    """A run that begins on a read-only disk, and ends there."""

    name = "readonly-start"
    between = True

    def missing(self, place):
        return ReadOnly().missing(place)

    def strike(self, place, rng):
        if not place.room.lock():
            return None
        place.start()
        until = time.monotonic() + 4
        place.run.wait(lambda: time.monotonic() > until)
        place.room.unlock()
        return "at the start"


class Damage(Kind):
    """A file of the workspace is altered between two runs: an output, its record, the translation memory, the journal and
    other notes, a checkpoint on the way, what a killed run left half-written."""

    between = True
    PLACES = {
        "output": ["source/*.jsonl", "corpus/*.jsonl", "shards/*.safetensors", "shards/index.json", "quality/*.json",
                   "validate/*.json", "evaluate/*.json", "report/*", "train/initial/*", "train/final/*", "media/*/*",
                   "media/*.jsonl", "manifest.yaml"],
        "record": ["*/*.done", "*.done", "*/*.previous", "*.previous", "train/*.done"],
        "memory": ["memory.sqlite"],
        "notes": [".journal", ".models.json", ".lock", "source/.census.json", "train/metrics.jsonl"],
        "checkpoint": ["train/checkpoints/*/*"],
        "part": ["*/.*.part", "*/*/.*.part", ".*.part"],
    }

    def strike(self, place, rng):
        there = {}
        for name in self.places:
            patterns = [os.path.join(place.workspace, pattern) for pattern in Damage.PLACES[name]]
            paths = sorted({path for pattern in patterns for path in glob.glob(pattern) if os.path.isfile(path)})
            if paths := [path for path in paths if os.path.getsize(path) > 1 and (name != "output" or path[-5:] != ".done")]:
                there[name] = paths
        if not there:
            return None
        name = rng.choice(sorted(there))
        path = rng.choice(there[name])
        if name == "memory":
            # For who is told to put back a copy.
            place.keep_memory()
        words = self.alter(path, rng)
        return f"{name} {os.path.relpath(path, place.workspace)}: {words}"

    def alter(self, path, rng):
        raise NotImplementedError


class Truncate(Damage):
    """Not SQLite's log beside the memory: it takes one that is cut for one that ended there, and what stood in it is lost."""

    name = "truncate"
    places = sorted(Damage.PLACES)

    def alter(self, path, rng):
        size = os.path.getsize(path)
        # A file of no bytes is a new, empty memory to SQLite, and no fault that anybody could tell.
        length = rng.randrange(1, size)
        os.truncate(path, length)
        return f"{length} of {size} bytes"


class Flip(Damage):
    """Not in the translation memory: SQLite keeps no checksums, and a text with a flipped bit is a text."""

    name = "flip"
    places = sorted(set(Damage.PLACES) - {"memory"})

    def alter(self, path, rng):
        place, bit = rng.randrange(os.path.getsize(path)), rng.randrange(8)
        with open(path, "r+b") as file:
            file.seek(place)
            byte = file.read(1)[0]
            file.seek(place)
            file.write(bytes([byte ^ 1 << bit]))
        return f"bit {bit} of byte {place}"


class Clock(Kind):
    """The clock of one run goes forward or back by up to some days; the machine's own stays as it is."""

    name = "clock"
    SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "clock.c")
    #: Comes with Swift.
    COMPILER = "clang"

    def missing(self, place):
        return None if shutil.which(Clock.COMPILER) else f"needs {Clock.COMPILER}"

    @staticmethod
    def environment(path):
        """For a run whose clock can be set, by ``set``."""
        Clock.set(path, 0)
        library = path + ".so"
        if not os.path.exists(library):
            subprocess.run([Clock.COMPILER, "-O1", "-shared", "-fPIC", "-o", library, Clock.SOURCE], check=True)
        return {"LD_PRELOAD": library, "TESSERA_CHAOS_CLOCK": path}

    @staticmethod
    def set(path, seconds):
        # In place: a run has the file open.
        with open(path, "r+b" if os.path.exists(path) else "wb") as file:
            file.write(struct.pack("q", seconds))

    def fits(self, place):
        return place.clock is not None

    def strike(self, place, rng):
        seconds = rng.choice([-1, 1]) * rng.choice([1, 60, 3600, 86400 * 3])
        Clock.set(place.clock, seconds)
        return f"{seconds:+} s"


class DeadServer(Kind):
    """The translation server goes away, or answers nonsense, for a while."""

    name = "mt"

    def fits(self, place):
        begun = [stage for stage, _ in place.run.begun()]
        return bool(begun) and begun[-1] == "translate"

    def strike(self, place, rng):
        server = place.pipeline.engine
        if server is None:
            return self._kill_apertium(place)
        how, seconds = rng.choice(server.DEATHS), rng.uniform(0.2, 6)
        server.die(how)
        until = time.monotonic() + seconds
        place.run.wait(lambda: time.monotonic() > until)
        server.revive()
        return f"{how}, {seconds:.1f} s"

    def _kill_apertium(self, place):
        """Kills the server that tessera started, or one of its workers."""
        for pid in marked(place.run.mark):
            try:
                with open(f"/proc/{pid}/cmdline", "rb") as file:
                    if b"apertium-apy" in file.read() and pid != place.run.process.pid:
                        os.kill(pid, signal.SIGKILL)
                        return "Apertium's server, SIGKILL"
            except OSError:
                continue
        return None


class Slurm(Kind):
    """What is left is given to Slurm's machines, of which one goes with all that runs on it, and comes back empty."""

    name = "slurmd"
    between = True
    #: Requests of a task that is killed while it translates are in flight as any others; but whose fault is counted by the moment
    #: at which it begins, and here a machine goes some time after.
    SPARED = ("-fetch", "-translate", "-quality")

    def missing(self, place):
        return cluster.missing() if place.cluster else "needs --slurm"

    def strike(self, place, rng):
        slurm = place.cluster
        place.start(["--executor", "slurm"], environment=slurm.environment)
        # Who submits sleeps most of the time, and a machine is missed after some seconds alone.
        place.run.PATIENCE = 180
        after, words = rng.uniform(0, 2), None
        while not place.run.wait(lambda: True):
            time.sleep(0.1)
            for line in slurm.command("squeue", "--noheader", "--states=RUNNING", "--format=%j %N").splitlines():
                name, node = line.split()
                if words is None and not name.endswith(self.SPARED):
                    time.sleep(after)
                    slurm.cut_power(node)
                    slurm.start_node(node)
                    words = f"{node}, {after:.1f} s into {name.rpartition('-')[2]}"
        return words


ALL = [
    Kill(), Terminate(), Stop(), Full(), ReadOnly(), ReadOnlyStart(), Truncate(), Flip(), Clock(), DeadServer(), Slurm(),
]
