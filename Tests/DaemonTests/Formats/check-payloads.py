"""Holds payloads against the published schemas of their receivers, and against the reference libraries.

It reads lines of JSON, `{"name", "format", "contentType", "body"}`, and prints one line for each payload that is not as
it must be. The last line says how many were looked at.
"""

import json
import pathlib
import sys

import jsonschema
from cloudevents.http import from_http

FOLDER = pathlib.Path(__file__).parent / "Schemas"
LIMITS = {"teams": 28 * 1024, "pagerduty": 512 * 1024, "ntfy": 8192}


def validators():
    for path in FOLDER.glob("*.json"):
        schema = json.loads(path.read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        yield path.stem, jsonschema.Draft202012Validator(schema)


def problems(payload, validator):
    body = json.loads(payload["body"])
    for error in validator.iter_errors(body):
        yield f"{error.json_path}: {error.message[:300]}"
    if payload["format"] == "discord":
        for embed in body["embeds"]:
            texts = [embed["title"], embed["description"], embed["footer"]["text"]]
            texts += [text for field in embed["fields"] for text in (field["name"], field["value"])]
            if sum(map(len, texts)) > 6000:
                yield "an embed of more than 6000 characters"
    if payload["format"] == "ntfy" and len(body["message"].encode()) > 4096:
        yield "a message of more than 4096 bytes"
    if len(payload["body"].encode()) > LIMITS.get(payload["format"], 1 << 30):
        yield "more bytes than the receiver takes"
    if payload["format"] == "cloudevents":
        event = from_http({"content-type": payload["contentType"]}, payload["body"])
        if event["id"] != body["id"] or event.data != body["data"]:
            yield "the reference library reads another event"


def main():
    known = dict(validators())
    count = 0
    for line in sys.stdin:
        payload = json.loads(line)
        count += 1
        for problem in problems(payload, known[payload["format"]]):
            print(f"{payload['format']} {payload['name']}: {problem}")
    print(f"{count} payloads")


main()
