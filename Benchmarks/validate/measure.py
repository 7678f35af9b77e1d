#!/usr/bin/env python3
"""Times `tessera validate` on a folder: measure.py TESSERA FOLDER"""
import json
import os
import subprocess
import sys
import time


def main():
    tessera, folder = sys.argv[1:]
    begin = time.monotonic()
    child = subprocess.Popen([tessera, "validate", folder, "--json", "--fail-on", "error"], stdout=subprocess.PIPE)
    report = json.load(child.stdout)
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.monotonic() - begin
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit("tessera validate failed")
    captions = report["checked"]["captions"]
    print(f"{captions} captions in {seconds:.1f} s on {os.cpu_count()} cores, {used.ru_maxrss / 1024:.0f} MB at most")
    for finding in report["findings"]:
        print(f"  {finding['severity']:8} {finding['rule']:32} {finding['count']}")
    print(json.dumps({"name": "validate", "unit": "captions/s", "ours": round(captions / seconds), "others": {}, "ratio_to_best": None}))


if __name__ == "__main__":
    main()
