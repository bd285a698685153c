# SPDX-License-Identifier: Apache-2.0
"""schemathesis before the signing proxy: each operation reaches a 2xx, and no answer is one that
the document does not know."""
import json
import os
import subprocess
import sys
import time

from openapi_schema_validator import OAS31Validator

import document
from gateway import ITEM, KIOSK, Kiosk, Province, canonical
from proxy import Proxy

EXAMPLES, SECONDS = 60, 200
CHECKS = ("not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
          "response_schema_conformance,negative_data_rejection,unsupported_method,allow_header_conformance,"
          "positive_data_acceptance")
SETTINGS = """
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "403", "404", "409", "413", "422", "429"]
"""
KEY = "0b54c1d2-7c1e-4a55-8f3e-0000000000"
failed = []


def check(good, what):
    if not good:
        failed.append(what)
        print("wrong:", what, file=sys.stderr)


def schema_of(whole, operation, status):
    answer = document.resolve(whole, operation["responses"][str(status)])
    schema = answer["content"]["application/json"]["schema"]
    return OAS31Validator({**schema, "components": whole["components"]})


def send(kiosk, path, doc):
    """`data` of a good answer."""
    headers, body = kiosk.sign("POST", path, "", doc=canonical(doc))
    _, _, answer = kiosk.send("POST", path, headers, body)
    return json.loads(answer)["data"]


def make_sure(whole, kiosk):
    """Examples that need the province's token get it, from the code on that person's phone."""
    token = send(kiosk, "/identify", document.example(whole, "IdentifyDoc"))["assurance_token"]
    for doc in ("ProofDoc", "ListDoc", "CertificatesDoc", "CertificateCopyDoc", "EnterpriseDoc"):
        whole["components"]["schemas"][doc]["examples"][0]["assurance_token"] = token


def give_back(whole, province):
    """The case that was just filed lacks something: the example of a correction names it."""
    filed = json.loads(province.ask("cases"))[0]
    province.ask(f"return {filed['local_number']} - 户口簿 20991231 请补交户口簿首页。")
    whole["components"]["schemas"]["CorrectionDoc"]["examples"][0]["project_no"] = filed["project_no"]


def make_room(whole, kiosk, province):
    """A seat that is offered today, the number it gets, and a fee: the examples name those."""
    schemas = whole["components"]["schemas"]
    asked, wish = schemas["SlotsDoc"]["examples"][0], schemas["BookDoc"]["examples"][0]
    asked["from"] = time.strftime("%Y%m%d", time.gmtime(time.time() + 8 * 3600))
    place = send(kiosk, "/appointments/slots", asked)["places"][0]
    wish.update(place_code=place["place_code"], **{n: place["times"][1][n] for n in ("date", "time_from", "time_until")})
    schemas["CancelAppointmentDoc"]["examples"][0]["appointment_no"] = send(kiosk, "/appointments", wish)["appointment_no"]
    number = asked["applyer_page_code"]
    schemas["FeeStateDoc"]["examples"][0]["pay_no"] = province.ask(f"fee {number} 张* 40.00 工本费")
    for name, doc, member in (("AppointmentNo", "CancelAppointmentDoc", "appointment_no"), ("PayNo", "FeeStateDoc", "pay_no"),
                              ("Day", "BookDoc", "date"), ("DayTime", "BookDoc", "time_from")):
        schemas[name]["examples"] = [schemas[doc]["examples"][0][member]]


def reach(whole, kiosk, province):
    """Each operation once with the example of its message; those with a key twice."""
    for number, (path, method, operation, doc) in enumerate(document.operations(whole)):
        keyed = any("IdempotencyKey" in p["$ref"] for p in operation["parameters"])
        path = document.filled(whole, path)
        if doc == "CorrectionDoc":
            give_back(whole, province)
        what = {"doc": canonical(document.example(whole, doc))} if doc else {"body": document.container(whole) if method == "put" else b""}
        for wanted in (201, 200) if keyed else (200,):
            headers, body = kiosk.sign(method.upper(), path, f"{KEY}{number:02}" if keyed else "", **what)
            what = {"body": body}  # the very same again, with a nonce of its own
            status, _, answer = kiosk.send(method.upper(), path, headers, body)
            check(status == wanted, f"{path}: {status} instead of {wanted}: {answer[:200]}")
            if str(status) in operation["responses"]:
                for e in schema_of(whole, operation, status).iter_errors(json.loads(answer)):
                    check(False, f"{path}: {e.message}")


def fuzz(province, proxy, *options):
    """Its exit status and what it says."""
    ran = subprocess.run(
        [os.path.join(os.path.dirname(sys.executable), "schemathesis"), "run", province.path("plain.json"), "--url", proxy.url, "--checks", CHECKS,
         "--no-color", "--generation-deterministic", "--continue-on-failure", "--warnings", "off",
         "--suppress-health-check", "all", *options],
        cwd=province.folder.name, env={**os.environ, "PYTHONHASHSEED": "0"}, check=False, capture_output=True, text=True, timeout=SECONDS)
    return ran.returncode, ran.stdout[-12000:] + ran.stderr[-2000:]


def finds_faults(province, proxy):
    """The judge itself: a status and a body that the document does not know are found."""
    for fault, word in (("status 418", "Undocumented status code"), ("large 300", "is longer than")):
        province.ask(f"fault {fault} on query")
        status, said = fuzz(province, proxy, "--phases", "examples", "--include-path", "/cases/query")
        check(status == 1 and word in said, f"{fault} is not found: {said}")
    province.ask("fault clear")


def main():
    whole = document.read()
    with Province(sys.argv[1]) as province:
        kiosk = Kiosk(province)
        proxy = Proxy(kiosk)
        make_sure(whole, kiosk)
        make_room(whole, kiosk, province)
        sm3 = province.ask(f"publish item {ITEM}")
        check(sm3 == document.filled(whole, "{item_sm3}"), f"the example of ItemSm3 is not {sm3}")
        part = province.path("part.json")
        with open(part, "w", encoding="utf-8") as f:
            f.write('{"items":[]}\n')
        sm3 = province.ask(f"publish part {part}")
        check(sm3 == document.filled(whole, "{part_sm3}"), f"the example of PartSm3 is not {sm3}")
        reach(whole, kiosk, province)
        with open(province.path("plain.json"), "w", encoding="utf-8") as f:
            json.dump(document.plain(whole, proxy.url), f)
        with open(province.path("schemathesis.toml"), "w", encoding="utf-8") as f:
            f.write(SETTINGS)
        finds_faults(province, proxy)
        status, said = fuzz(province, proxy, "--phases", "examples,coverage,fuzzing", "--max-examples", str(EXAMPLES))
        check(status == 0, "schemathesis found:\n" + said)
        for path, method, _, _ in document.operations(whole):
            counts = proxy.counts[method.upper(), document.filled(whole, path)]
            print(f"{path}: {dict(sorted(counts.items()))}")
            check(any(200 <= s < 300 for s in counts), f"{path}: the fuzzer reached no 2xx")
        print(f"{sum(sum(c.values()) for c in proxy.counts.values())} requests by {KIOSK}, {proxy.unsent} unsent")
        proxy.shutdown()
        kiosk.close()
    return 1 if failed else 0


sys.exit(main())
