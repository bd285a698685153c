# SPDX-License-Identifier: Apache-2.0
"""platform/province/openapi.yaml, and what follows from it by rule: the document that a fuzzer before the
signing proxy sees. Runs with the packages of the tests' own folder (yaml, jsonschema)."""
import base64
import copy
import os
import re

import yaml

HERE = os.path.dirname(os.path.realpath(__file__))
PATH = os.path.join(os.path.dirname(os.path.dirname(HERE)), "platform", "province", "openapi.yaml")
DOC = re.compile(r"The envelope's doc is an? `(\w+)`")
KEY = "#/components/parameters/IdempotencyKey"
SEEN = {KEY, "#/components/parameters/ItemSm3", "#/components/parameters/PartSm3", "#/components/parameters/Address",
        "#/components/parameters/BoxSize", "#/components/parameters/Offset"}


def read():
    with open(PATH, encoding="utf-8") as f:
        return yaml.safe_load(f)


def operations(document):
    """(path, method, operation, name of the envelope's message or None), in the document's order."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            named = DOC.search(operation.get("description", ""))
            yield path, method, operation, named[1] if named else None


def resolve(document, node):
    while "$ref" in node:
        at = document
        for part in node["$ref"][2:].split("/"):
            at = at[part]
        node = at
    return node


def filled(document, path):
    """A path with the example of what stands in it."""
    for name, schema in (("item_sm3", "ItemSm3"), ("part_sm3", "PartSm3"),
                         ("address", "Address"), ("size", "BoxSize"), ("offset", "Offset")):
        path = path.replace("{" + name + "}", document["components"]["schemas"][schema]["examples"][0])
    return path


def container(document):
    """The attachment of the worked example in §9."""
    return base64.b64decode(re.search(r"in base64:\n\n\s+(\S+)\n", document["info"]["description"])[1])


def example(document, name):
    return copy.deepcopy(document["components"]["schemas"][name]["examples"][0])


def offer_examples(schema):
    """A text with a pattern and examples: those very values are as likely as any other."""
    if "pattern" in schema and "examples" in schema:
        return {"anyOf": [{"enum": schema["examples"]}, schema]}
    return schema


def own_key(parameter, number):
    """A key that is as likely as any other, and of no other operation: the same one under another body is refused."""
    if parameter["$ref"] != KEY:
        return parameter
    key = f"0b54c1d2-7c1e-4a55-8f40-0000000000{number:02}"
    return {"name": "Idempotency-Key", "in": "header", "required": True, "examples": {"own": {"value": key}},
            "schema": {"anyOf": [{"enum": [key]}, {"$ref": "#/components/schemas/Uuid"}]}}


def plain(document, url):
    """Messages instead of envelopes: what the proxy takes, seals and signs."""
    made = copy.deepcopy(document)
    made["servers"] = [{"url": url}]
    del made["security"], made["components"]["securitySchemes"]
    for number, (_, _, operation, doc) in enumerate(operations(made)):
        operation["parameters"] = [own_key(p, number) for p in operation["parameters"] if p["$ref"] in SEEN]
        if doc:
            operation["requestBody"] = {"required": True, "content": {"application/json": {
                "schema": {"$ref": f"#/components/schemas/{doc}"},
                "examples": {"document": {"value": example(document, doc)}}}}}
    schemas = made["components"]["schemas"]
    order = schemas["OrderDoc"]["allOf"][1]["properties"]  # never an application's: those are one kind of id each
    order["order_id"] = {"type": "string", "pattern": schemas["Uuid"]["pattern"]}
    for name in ("LocalNumber", "TaskCode", "Uuid", "ItemSm3", "Address", "BoxSize", "Offset", "CreditCode", "AppointmentNo", "PayNo", "PlaceCode", "Day", "DayTime"):
        schemas[name] = offer_examples(schemas[name])
    schemas["PartSm3"] = offer_examples(schemas["PartSm3"])
    schemas["KioskCode"] = {"const": schemas["KioskCode"]["examples"][0]}
    return made
