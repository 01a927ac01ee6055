"""Saved outcomes as a table, with Python's own modules: the same columns, and no formula made harmless."""

import csv
import json
import sys

from figures import say_figures

OUTCOME = ["recordId", "status", "finishReason", "text"]
records = 0
columns = []
with open(sys.argv[1], "w", encoding="utf-8", newline="") as out:
    table = csv.writer(out)
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                outcome = json.loads(line)
                row = outcome.get("row") or {}
                if records == 0:
                    columns = list(row)
                    tokens = ["inputTokens", "outputTokens"]
                    table.writerow(OUTCOME + tokens + ["error", "errorMessage"] + columns)
                usage = outcome.get("usage") or {}
                error = outcome.get("error") or {}
                table.writerow(
                    [outcome.get(name) for name in OUTCOME]
                    + [usage.get("inputTokens"), usage.get("outputTokens")]
                    + [error.get("code", outcome.get("reason")), error.get("message")]
                    + [row.get(name) for name in columns]
                )
                records += 1
say_figures(records)
