"""Deals faults to runs of two pipelines at random moments, runs them to their ends, and counts what was lost: nothing may be.

Scripts/chaos calls it. The seed gives the kinds of faults, their moments and their places; how far a run has come at a moment
depends on the machine.
"""

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from types import SimpleNamespace

import cluster
import counting
import faults
import pipelines
from command import marked
from place import STATUSES, Place
from room import Room
from translator import Translator

#: Faults in a row before a workspace is looked at and the next one begun.
PER_ROUND = {"demo": 12, "text": 20}
SIZES = {
    False: {"demo": SimpleNamespace(clips=48, steps=25), "text": SimpleNamespace(captions=29_000, steps=10)},
    True: {"demo": SimpleNamespace(clips=8, steps=4), "text": SimpleNamespace(captions=300, steps=4)},
}


class Chaos:
    def __init__(self, options, cluster=None):
        self.cluster = cluster
        self.options = options
        self.folder = tempfile.mkdtemp(prefix="tessera-chaos-")
        self.room = Room(os.path.join(self.folder, "room"))
        self.server = Translator()
        self.faults = Counter()
        self.statuses = Counter()
        self.count = Counter()
        self.wrong = []
        self.began = time.monotonic()

    def log(self, words):
        print(f"{time.monotonic() - self.began:7.1f} {words}", file=sys.stderr, flush=True)

    def complain(self, what, words, count=1):
        """Counts what must not be."""
        self.count[what] += count
        self.wrong.append(f"{what}: {words}")
        self.log(f"WRONG: {what}: {words}")

    def kinds(self, place):
        """Those that there are here; says why the others are not."""
        wanted = self.options.kinds.split(",") if self.options.kinds else [kind.name for kind in faults.ALL]
        if unknown := set(wanted) - {kind.name for kind in faults.ALL}:
            sys.exit(f"chaos: no kind of fault is called {', '.join(sorted(unknown))}; there are "
                     + ", ".join(kind.name for kind in faults.ALL))
        self.skipped = {kind.name: kind.missing(place) for kind in faults.ALL if kind.name in wanted and kind.missing(place)}
        return [kind for kind in faults.ALL if kind.name in wanted and not kind.missing(place)]

    def pipelines(self):
        sizes = SIZES[self.options.short]
        captions = None
        if self.options.captions:
            with open(self.options.captions) as file:
                captions = file.read().splitlines()
        makers = {
            "demo": lambda folder: pipelines.demo(folder, sizes["demo"], None if has_apertium() else self.server),
            "text": lambda folder: pipelines.text(
                folder, sizes["text"], None if self.options.apertium else self.server, self.options.seed, captions),
        }
        for name, make in makers.items():
            if self.options.only in (None, name):
                yield make(os.path.join(self.folder, name))

    def prepare(self, pipeline):
        """Runs a pipeline undisturbed."""
        place = Place(self.options.binary, self.room, pipeline, self.folder, self.log, self.cluster)
        self.server.forget()
        place.start()
        run = place.run
        run.wait()
        if place.take_note() != 0:
            sys.exit(f"chaos: {pipeline.name} does not even run undisturbed: {run.last_words()}")
        seconds = time.monotonic() - run.begins
        reference = counting.Reference(
            place.workspace, os.path.join(self.folder, f"undisturbed-{pipeline.name}"), seconds, pipeline.engine)
        self.log(f"{pipeline.name}, undisturbed: {seconds:.1f} s, {len(reference.compared)} files, {reference.bytes} bytes, "
                 f"{reference.sentences or 'no count of'} sentences")
        return place, reference

    def round(self, place, reference, number, budget):
        """One workspace from nothing to its end, with at most so many faults. Returns how many were dealt."""
        rng = random.Random(f"{self.options.seed} {place.pipeline.name} {number}")
        self.log(f"{place.pipeline.name}, round {number}")
        self.room.clear()
        self.server.forget()
        place.faults, place.begun, place.ended, place.status = [], [], [], None
        kinds, dealt, waiting = self.kinds(place), 0, []
        while dealt < budget:
            if not place.is_running:
                status = place.take_note()
                struck = sum(self.deal(kind, place, rng) for kind in waiting)
                dealt, waiting = dealt + struck, []
                if status == 0 and not struck:
                    break
                if not place.is_running:
                    if place.run is not None:
                        continue
                    place.start(self.again(status), clocked=self.is_clocked(kinds, rng))
            kind = rng.choice(kinds)
            if kind.between and not waiting:
                waiting.append(kind)
                if len(kinds) > 1 and any(not other.between for other in kinds):
                    continue
            ended = self.await_moment(place, reference, rng, budget)
            if not ended and not kind.between and kind.fits(place):
                dealt += self.deal(kind, place, rng)
        self.end(place, waiting, rng)
        dealt = sum(1 for _ in place.faults)
        self.look(place, reference)
        return dealt

    def again(self, status):
        return ["--retry-failed"] if status == 1 else []

    def is_clocked(self, kinds, rng):
        return any(kind.name == "clock" for kind in kinds) and rng.random() < 0.5

    def deal(self, kind, place, rng):
        struck = place.deal(kind, rng)
        self.faults[kind.name] += struck
        return int(struck)

    def await_moment(self, place, reference, rng, budget):
        """Waits some time, or until some partition begins. Returns whether the run ended meanwhile."""
        if rng.random() < 0.5:
            until = time.monotonic() + rng.uniform(0, 2 * reference.seconds / budget)
            return place.run.wait(lambda: time.monotonic() >= until)
        more, delay = rng.randrange(1, 6), rng.uniform(0, 0.1)
        wanted = len(place.run.begun()) + more
        if place.run.wait(lambda: len(place.run.begun()) >= wanted):
            return True
        time.sleep(delay)
        return not place.is_running

    def end(self, place, waiting, rng):
        """Runs until all is done."""
        for _ in range(8):
            if place.is_running:
                place.run.wait()
            status = place.take_note()
            struck = sum(self.deal(kind, place, rng) for kind in waiting)
            waiting = []
            if status == 0 and not struck:
                return
            if not place.is_running and place.run is None:
                place.start(self.again(status))
        if place.is_running:
            place.run.wait()
        if place.take_note() != 0:
            self.complain("runs that never ended well", place.ended[-1].last_words())

    def look(self, place, reference):
        """Counts what the round left."""
        self.count["runs"] += len(place.ended)
        self.count["partitions redone"] += len(place.begun) - len(set(place.begun))
        for run in place.ended:
            self.statuses[run.status] += 1
            if run.status == -signal.SIGTERM and not run.words():
                # It came before the command could hear it, while the system still loaded its libraries.
                continue
            if run.hung:
                self.complain("hangs", f"{run.log}: {run.words()[-200:]}")
            elif run.status not in STATUSES:
                self.complain("exit statuses that none should be", f"{run.status}: {run.log}")
        for name, count in reference.differences(place.workspace).items():
            self.complain("bytes that differ", f"{name}: {count}", count)
        self.count["files compared"] += len(reference.compared)
        if (altered := reference.altered_rows(place.workspace)) and not place.memory_is_refused():
            self.complain("bytes that differ", f"{altered} translations in memory.sqlite", altered)
        for name in reference.leftovers(place.workspace):
            self.complain("leftovers", name)
        for name in os.listdir(place.temporary):
            self.complain("leftovers", f"{name} in the folder of temporary files")
            shutil.rmtree(os.path.join(place.temporary, name), ignore_errors=True)
        time.sleep(0.2)
        for pid in marked(place.mark):
            self.complain("leftovers", f"process {pid}")
        if place.pipeline.engine:
            self.look_at_sentences(place, reference)

    def look_at_sentences(self, place, reference):
        requests = list(place.pipeline.engine.requests)
        beyond, excused = counting.bought_twice(requests, place.faults)
        self.count["sentences answered"] += sum(len(request.sentences) for request in requests)
        self.count["sentences bought again, in flight"] += excused
        if beyond:
            runs = Counter((first.run, again.run) for _, first, again in beyond)
            words = ", ".join(f"{count} of run {first} again in run {again}" for (first, again), count in runs.items())
            self.complain("sentences bought twice", words, len(beyond))
        distinct = {sentence for request in requests for sentence in request.sentences}
        if len(distinct) != reference.sentences:
            self.complain("sentences never bought", f"{len(distinct)} of {reference.sentences}")

    def run(self):
        prepared = [self.prepare(pipeline) for pipeline in self.pipelines()]
        dealt, number = 0, 0
        while dealt < self.options.faults:
            number += 1
            for place, reference in prepared:
                budget = min(PER_ROUND[place.pipeline.name], self.options.faults - dealt)
                if budget > 0:
                    dealt += self.round(place, reference, number, budget)
                    self.count["rounds"] += 1
        self.tell(dealt, prepared)

    def tell(self, dealt, prepared):
        seconds = time.monotonic() - self.began
        zeros = ["bytes that differ", "sentences bought twice", "sentences never bought", "leftovers", "hangs",
                 "exit statuses that none should be", "runs that never ended well"]
        table = [("rounds, each from an empty workspace to its end", self.count["rounds"]), ("runs", self.count["runs"]),
                 ("faults", dealt)]
        table += [(f"  {name}", count) for name, count in sorted(self.faults.items())]
        table += [(name, self.count[name]) for name in (
            "partitions redone", "files compared", "sentences answered", "sentences bought again, in flight")]
        table += [(f"exit status {status}: {STATUSES.get(status, 'not one of ours')}", count)
                  for status, count in sorted(self.statuses.items())]
        table += [(f"{name} (0)", self.count[name]) for name in zeros]
        width = max(len(name) for name, _ in table)
        for name, count in table:
            print(f"{name:<{width}}  {count:>9}")
        for name, why in self.skipped.items():
            print(f"skipped: {name}: {why}")
        for name, why in counting.LEFT_OUT.items():
            print(f"not compared: {name}: {why}")
        if not self.options.apertium and self.options.only != "text" and has_apertium():
            print("not counted: the demo's sentences, which Apertium translates")
        for words in self.wrong[:20]:
            print(f"wrong: {words}")
        print(json.dumps({
            "name": "chaos", "seed": self.options.seed, "faults": dealt, "kinds": dict(sorted(self.faults.items())),
            "skipped": self.skipped, "statuses": {str(k): v for k, v in sorted(self.statuses.items())},
            "seconds": round(seconds, 1), **{name: self.count[name] for name in sorted(set(self.count) | set(zeros))},
        }))
        if self.options.keep:
            print(f"kept: {self.folder}", file=sys.stderr)
        self.status = 1 if self.wrong else 0

    def close(self):
        self.room.close() if not self.options.keep else None
        if not self.options.keep:
            shutil.rmtree(self.folder, ignore_errors=True)


def has_apertium():
    return shutil.which("apertium-apy") is not None


def main():
    parser = argparse.ArgumentParser(prog="Scripts/chaos", description=__doc__.split("\n")[0])
    parser.add_argument("--faults", type=int, default=200, help="how many are dealt, in all (200)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", help="some of them alone: " + ",".join(kind.name for kind in faults.ALL))
    parser.add_argument("--only", choices=["demo", "text"], help="one of the two pipelines")
    parser.add_argument("--captions", help="a file with a caption a line, such as Multi30K's train.en, in place of made-up ones")
    parser.add_argument("--apertium", action="store_true", help="Apertium translates the text too; nobody counts sentences then")
    parser.add_argument("--slurm", action="store_true", help="with a Slurm of its own, whose machines go too")
    parser.add_argument("--short", action="store_true", help="some hundred captions and a few clips")
    parser.add_argument("--keep", action="store_true", help="leave the folder with logs and workspaces")
    parser.add_argument("--binary", required=True, help="the command")
    options = parser.parse_args()
    if options.slurm and (why := cluster.missing()):
        sys.exit(f"chaos: --slurm: {why}")
    with cluster.Cluster() if options.slurm else contextlib.nullcontext() as slurm:
        chaos = Chaos(options, slurm)
        try:
            chaos.run()
        finally:
            chaos.close()
    sys.exit(chaos.status)


if __name__ == "__main__":
    main()
