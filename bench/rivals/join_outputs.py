"""Output lines joined to the rows of a CSV file by a dict, with Python's own modules."""

import csv
import json
import os
import sys

from figures import say_figures

csv.field_size_limit(1 << 30)
with open(sys.argv[1], encoding="utf-8", newline="") as source:
    rows = {row["id"]: row for row in csv.DictReader(source)}
records = 0
with open(os.devnull, "w", encoding="utf-8") as out:
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as lines:
            for text in lines:
                line = json.loads(text)
                joined = {
                    "recordId": line["recordId"],
                    "row": rows[line["recordId"]],
                    "output": line.get("modelOutput"),
                    "error": line.get("error"),
                }
                out.write(json.dumps(joined, ensure_ascii=False) + "\n")
                records += 1
say_figures(records)
