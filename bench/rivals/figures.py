"""What the programs of the bench share: the record they build, and the line they end with."""

import json
import resource


def record_line(row):
    content = f"Summarise in one sentence.\n\n{row['title']}\n\n{row['text']}"
    message = {"role": "user", "content": [{"type": "text", "text": content}]}
    model_input = {
        "anthropic_version": "bedrock-2023-05-31",
        "max_tokens": 256,
        "messages": [message],
    }
    record = {"recordId": row["id"], "modelInput": model_input}
    return json.dumps(record, ensure_ascii=False) + "\n"


def say_figures(records):
    usage = resource.getrusage(resource.RUSAGE_SELF)
    figures = {
        "records": records,
        "cpuSeconds": usage.ru_utime + usage.ru_stime,
        "rssBytes": usage.ru_maxrss * 1024,
    }
    print(json.dumps(figures))
