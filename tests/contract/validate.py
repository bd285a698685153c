# SPDX-License-Identifier: Apache-2.0
"""Is the document OpenAPI 3.1, and is each of its examples what its schema says?"""
import copy
import sys

from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

import document

failed = []


def check(good, what):
    if not good:
        failed.append(what)
        print("wrong:", what, file=sys.stderr)


def errors(whole):
    return list(OpenAPIV31SpecValidator(whole).iter_errors())


def finds_faults(whole):
    """The validator itself: a fault of each kind is found."""
    for number, fault in enumerate((lambda d: d["info"].pop("version"), lambda d: d["paths"]["/cases"]["post"]["responses"]["201"].pop("description"),
                  lambda d: d["paths"]["/cases"]["post"].update(operationId="query"),
                  lambda d: d["components"]["schemas"]["Area"].update(type="words"))):
        broken = copy.deepcopy(whole)
        fault(broken)
        check(errors(broken), f"planted fault {number} is not found")


def judge_examples(whole):
    count = 0
    for name, schema in whole["components"]["schemas"].items():
        validator = OAS31Validator({"$ref": f"#/components/schemas/{name}", "components": whole["components"]})
        for value in schema.get("examples", []):
            count += 1
            for e in validator.iter_errors(value):
                check(False, f"example of {name}: {e.message}")
    return count


def main():
    whole = document.read()
    for e in errors(whole):
        check(False, f"{'/'.join(map(str, e.path))}: {e.message}")
    finds_faults(copy.deepcopy(whole))
    posts = [(path, doc) for path, method, _, doc in document.operations(whole) if method == "post"]
    for path, doc in posts:
        check(doc in whole["components"]["schemas"], f"{path} does not name its message")
    print(f"OpenAPI {whole['openapi']}: {len(posts)} messages, {judge_examples(whole)} examples")
    return 1 if failed else 0


sys.exit(main())
