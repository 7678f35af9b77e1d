"""Writes the same addresses in each program's form. Usage: make-lists.py FOLDER PICTURES URL CONNECTIONS"""

import json
import pathlib
import sys

folder, pictures, base, connections = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3], sys.argv[4]
names = sorted(path.name for path in pictures.iterdir())
with open(folder / "list.jsonl", "w") as ours, open(folder / "list.txt", "w") as aria, open(folder / "list.tsv", "w") as tsv:
    tsv.write("url\tcaption\n")
    for name in names:
        url = f"{base}/{name}"
        ours.write(json.dumps({"key": name[:-4], "url": url, "text": "A picture.", "part": "train"}) + "\n")
        aria.write(url + "\n")
        tsv.write(f"{url}\tA picture.\n")
(folder / "pictures.yaml").write_text(f"""\
name: pictures
licence: CC0
language: en
modality: image
files:
  - path: list.jsonl
    to: list.jsonl
captions:
  importer: json-lines
  file: list.jsonl
  columns: {{id: key, url: url, captions: text, split: part}}
media:
  connections: {connections}
  per_host: {connections}
splits:
  train: {{count: {len(names)}}}
""")
