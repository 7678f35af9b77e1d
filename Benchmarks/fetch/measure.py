"""Times the programs in turns and prints the table. Called by run."""

import json
import pathlib
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tarfile
import time

work, tessera, img2dataset = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
files, connections, repeats = map(int, sys.argv[4:7])
# img2dataset reads with a number of threads in each of its processes, one for each core.
processes = os.cpu_count() or 1


def in_shards(folder):
    """The pictures in a folder's WebDataset shards."""
    count = 0
    for path in folder.rglob("*.tar"):
        with tarfile.open(path) as archive:
            count += sum(name.endswith(".jpg") for name in archive.getnames())
    return count


programs = {
    "tessera": (
        lambda out: [tessera, "fetch", str(work / "pictures.yaml"), "--out", str(out), "--quiet"],
        in_shards,
    ),
    "aria2c": (
        lambda out: [
            "aria2c", "--quiet", f"--input-file={work / 'list.txt'}", f"--dir={out}",
            f"--max-concurrent-downloads={connections}", "--max-connection-per-server=16", "--file-allocation=none",
        ],
        lambda out: len(list(out.glob("*.jpg"))),
    ),
    "img2dataset": (
        lambda out: [
            img2dataset, f"--url_list={work / 'list.tsv'}", "--input_format=tsv", "--url_col=url",
            "--caption_col=caption", f"--output_folder={out}", "--output_format=webdataset", "--resize_mode=no",
            f"--processes_count={processes}", f"--thread_count={max(1, connections // processes)}",
            f"--number_sample_per_shard={-(-files // processes)}",
        ],
        in_shards,
    ),
}

rates = {name: [] for name in programs}
seconds_of_cpu = {name: [] for name in programs}
environment = dict(os.environ, NO_ALBUMENTATIONS_UPDATE="1")
for repeat in range(repeats):
    for name, (command, count) in programs.items():
        out = work / f"out-{name}"
        shutil.rmtree(out, ignore_errors=True)
        os.sync()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begin = time.monotonic()
        with open(work / f"{name}.log", "w") as log:
            status = subprocess.run(command(out), stdout=log, stderr=log, env=environment).returncode
        seconds = time.monotonic() - begin
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if status != 0 or count(out) != files:
            sys.exit(f"{name} ended with {status} and {count(out)} of {files} files:\n{(work / f'{name}.log').read_text()}")
        rates[name].append(files / seconds)
        seconds_of_cpu[name].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)

print(f"{files} files, {connections} connections, median of {repeats}")
print(f"{'':14}{'files/s':>10}{'slowest':>10}{'fastest':>10}{'CPU s':>8}")
for name, values in rates.items():
    cpu = statistics.median(seconds_of_cpu[name])
    print(f"{name:14}{statistics.median(values):10.0f}{min(values):10.0f}{max(values):10.0f}{cpu:8.2f}")
medians = {name: round(statistics.median(values), 1) for name, values in rates.items()}
ours = medians.pop("tessera")
result = {"name": "fetch", "unit": "files/s", "ours": ours, "others": medians}
print(json.dumps(result | {"ratio_to_best": round(ours / max(medians.values()), 3)}))
