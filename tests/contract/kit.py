# SPDX-License-Identifier: Apache-2.0
"""kioskctl province check before the stand-in: all good when it keeps the rules; each rule that it is told to
break is found by its name."""
import json
import os
import subprocess
import sys

from gateway import ITEM, Province, make_keys

HERE = os.path.dirname(os.path.realpath(__file__))
CASE = os.path.join(HERE, "application.json")
# what the stand-in does wrong, and the checks that must find it
LAPSES = {
    "code": {"code-missing", "code-other"},
    "time": {"timestamp-missing", "timestamp-words", "timestamp-old", "timestamp-ahead"},
    "digest": {"body-changed"},
    "signature": {"signature-missing", "signature-other", "signature-path", "signature-id"},
    "nonce": {"nonce-missing", "nonce-form"},
    "replay": {"nonce-used"},
    "type": {"content-type"},
    "limit": {"limit-over"},
    "mac": {"envelope-member", "envelope-time", "envelope-mac", "envelope-base64"},
    "twice": {"envelope-twice"},
    "canonical": {"doc-canonical", "doc-twice"},
    "age": {"envelope-old"},
    "unknown": {"envelope-unknown"},
    "schema": {"schema-missing", "schema-pattern", "schema-type", "doc-operation"},
    "scales": {"rating-scales"},
    "rows": {"rows-none", "rows-empty", "rows-value"},
    "key": {"key-missing", "key-form", "case-key"},
    "repeat": {"case-again", "case-known", "correct-again"},
    "other-body": {"case-changed"},
    "application": {"case-known", "correct-known"},
    "address": {"address"},
    "method": {"method"},
    "detail": {"shape"},
    "no-date": {"date"},
    "old-date": {"clock"},
    "old-tls": {"tls-old"},
    "anybody": {"tls-anybody"},
    "publisher": {"calendar", "catalogue"},
    "assurance": {"list-level", "list-token", "certificates-level", "certificates-token", "copy-level"},
    "assurance": {"list-level", "list-token", "enterprise-level", "enterprise-token"},
    "item": {"item", "item-unknown"},
    "piece-gap": {"attachment-gap"},
    "piece-again": {"attachment-again"},
    "piece-limit": {"attachment-limit"},
    "addressed": {"attachment-other", "attachment-dropped"},
    "missing": {"case-attachment", "correct-missing"},
    "content": {"case-content"},
    "remote": {"remote-orders"},
    "order": {"order-type", "order-area", "order-anonymous"},
    "cause": {"certificates-cause"},
    "licence": {"enterprise-neither", "enterprise-both", "enterprise-letters"},
    "contact": {"case-contact"},
    "parts": {"parts-none", "parts-twice", "parts-unknown"},
    "due": {"parts-served", "material-none", "material-way", "material-limit", "material-later", "material-signature", "correct-materials"},
    "materials": {"material-attachment", "material-twice", "correct-attachment"},
    "correction": {"correct-unknown", "correct-nothing"},
    "late": {"correct-late"},
    "fee": {"fee-unknown", "fee-told"},
    "handover": {"handover-again"},
    "handover-url": {"handover-address"},
    "seat": {"book-again"},  # the last one: the seat too many stays
}
SEAT = ("--with-seat", "11140802MB0000005M4442011009000")
failed = []


def check(good, what):
    if not good:
        failed.append(what)
        print("wrong:", what, file=sys.stderr)


def run(province, *options, url=None):
    """Its exit status, what it found, what it said."""
    ran = subprocess.run([os.path.join(province.build, "libexec", "kioskctl-province"), "check", url or province.url,
                          "--keys", province.path("keys/kiosk"), *options], check=False, capture_output=True, text=True)
    found = json.loads(ran.stdout) if "--json" in options and ran.stdout else []
    return ran.returncode, found, ran.stdout + ran.stderr


def wrong_ones(found):
    return {one["check"] for one in found if not one["right"]}


def give_back(province):
    """The first case lacks something: the kit corrects it."""
    filed = json.loads(province.ask("cases"))[0]
    province.ask(f"return {filed['local_number']} - 户口簿 20991231 请补交户口簿首页。")
    return "--with-returned", filed["project_no"]


def judge_good(province):
    status, _, said = run(province)
    check(status == 0 and "WRONG" not in said and "0 wrong" in said, f"a good gateway: {status} {said}")
    check(province.ask("cases") == "[]", "it filed a case without being told to")
    status, found, said = run(province, "--json", "--with-cases", CASE, *SEAT)
    check(status == 0, f"a good gateway with cases: {status} {wrong_ones(found)} {said[-500:]}")
    check("files applications" in said, "it does not say that it files")
    check(len(json.loads(province.ask("cases"))) == 2, "two applications make two cases")
    status, more, said = run(province, "--json", "--with-cases", CASE, *give_back(province))
    check(status == 0, f"a good gateway with a returned case: {status} {wrong_ones(more)} {said[-500:]}")
    check(len(json.loads(province.ask("cases"))[0]["corrections"]) == 1, "a correction that comes thrice is one")
    found += [one for one in more if one["check"].startswith("correct-")]
    check(all(one["section"] and one["rule"] for one in found), "a check without its paragraph")
    return len(found)


def judge_together(province):
    """A case of several items, filed by somebody who was made sure of."""
    with open(CASE, encoding="utf-8") as f:
        case = json.load(f)
    whole = "11140802MB0000008N4440109001000"
    case |= {"task_code": whole, "task_name": "新生儿出生一件事", "task_version": "1",
             "assurance_token": province.ask(f"vouch {case['applyer_page_code']}"),
             "parts": [{"task_code": whole[:-1] + n} for n in "124"]}
    path = province.path("together.json")
    with open(path, "w", encoding="utf-8") as f:
        json.dump(case, f)
    status, found, said = run(province, "--json", "--with-cases", path)
    names = {one["check"] for one in found}
    check(status == 0 and {"parts-answer", "parts-whole", "parts-last"} <= names, f"a case of several items: {status} {wrong_ones(found)} {said[-500:]}")
    province.ask("lapse whole")
    status, found, said = run(province, "--json", "--with-cases", path)
    check(status == 1 and "parts-whole" in wrong_ones(found), f"whole: {status} {wrong_ones(found)}")
    province.ask("lapse clear")


def judge_lapses(province):
    for lapse, wanted in LAPSES.items():
        province.ask(f"lapse {lapse}")
        status, found, said = run(province, "--json", "--with-cases", CASE, *SEAT, *give_back(province))
        wrong = wrong_ones(found)
        check(status == 1 and wrong and wanted <= wrong, f"{lapse}: {status}, found {sorted(wrong)}, not {sorted(wanted)}")
        province.ask("lapse clear")


GATEWAYS = {"national-exchange": set(), "national": {"secret", "pass-first"}, "x-tif": set()}
KNOWN = ("--system", "140000-kiosks", "--service", "s_140000_0001")


def judge_gateways(province):
    """Each kind of gateway lets through what its profile signs, and is found when it looks at nothing."""
    for name, more in GATEWAYS.items():
        province.ask(f"gateway {name}")
        status, found, said = run(province, "--json", "--gateway", name, *KNOWN)
        passed = {"pass-missing", "pass-other"} | more
        check(status == 0 and passed <= {one["check"] for one in found}, f"{name}: {status} {wrong_ones(found)} {said[-300:]}")
        province.ask("lapse pass")
        status, found, _ = run(province, "--json", "--gateway", name, *KNOWN)
        check(status == 1 and wrong_ones(found) == passed - {"secret"}, f"{name} looks at nothing: {sorted(wrong_ones(found))}")
        province.ask("lapse clear")
        check(run(province)[0] == 1, f"{name} lets through what has no pass")
        check(run(province, "--gateway", name)[0] == 2, f"{name}: the system is missing, and it is not told")
    province.ask("gateway none")
    check(run(province, "--gateway", "nobody")[0] == 2, "a profile that is not there")


def judge_stranger(province):
    """Keys of another province: the line does not come about, which is told in words."""
    make_keys(province.path("stranger"))
    status, found, _ = run(province, "--json", "--keys", province.path("stranger/kiosk"))
    check(status == 1 and wrong_ones(found) == {"tls"} and len(found) == 1, f"another CA: {status} {found}")
    check("other" in found[0]["why"] and len(found[0]["why"]) > 40, f"another CA is not told: {found[0]['why']}")


def judge_usage(province):
    nobody = province.url.replace("127.0.0.1", "127.0.0.9")
    check(run(province, url=nobody)[0] == 2, "a gateway that is not there")
    check(run(province, url="http://127.0.0.1/")[0] == 2, "an address without TLS")
    check(run(province, url=province.url + "/")[0] == 2, "a slash behind the address")
    check(run(province, "--keys", "/nowhere")[0] == 2, "keys that are not there")
    check(run(province, "--with-cases", os.path.join(HERE, "kit.py"))[0] == 2, "an application that is none")
    check(run(province, "--area", "words")[0] == 2, "an area that is none")


def publish_item(province):
    """A catalogue with an item of which the kiosk has nothing yet."""
    path = ITEM
    sm3 = province.ask(f"publish item {path}")
    with open(path, encoding="utf-8") as f:
        item = json.load(f)
    row = {name: item[name] for name in ("task_code", "task_name", "task_version")}
    row.update(task_state="1", is_service_terminals="1", item_sm3=sm3)
    with open(province.path("catalogue.json"), "w", encoding="utf-8") as f:
        json.dump({"catalogue_version": 2, "area_code": "140000", "items": [row]}, f)
    province.ask(f"publish catalogue {province.path('catalogue.json')}")


def judge_parts(province):
    """A catalogue too long for one reply: its parts are asked for, and a spoiled one is found."""
    rows = [{"task_code": f"11140802MB0000000K4442{n:09d}", "task_name": "备案" * 40, "task_version": "1",
             "task_state": "1", "is_service_terminals": "1"} for n in range(5000)]
    with open(province.path("catalogue.json"), "w", encoding="utf-8") as f:
        json.dump({"catalogue_version": 3, "area_code": "140000", "items": rows}, f, ensure_ascii=False)
    province.ask(f"publish catalogue {province.path('catalogue.json')}")
    status, found, said = run(province, "--json")
    parts = {"catalogue-part", "catalogue-part-unknown"}
    check(status == 0 and parts <= {one["check"] for one in found}, f"parts: {status} {wrong_ones(found)} {said[-300:]}")
    province.ask("lapse item")
    status, found, _ = run(province, "--json")
    check(status == 1 and wrong_ones(found) == parts, f"spoiled parts: {status} {wrong_ones(found)}")
    province.ask("lapse clear")


def main():
    with Province(sys.argv[1]) as province:
        publish_item(province)
        count = judge_good(province)
        judge_together(province)
        judge_lapses(province)
        judge_gateways(province)
        judge_stranger(province)
        judge_usage(province)
        judge_parts(province)
    print(f"{count} checks, {len(LAPSES)} lapses")
    return 1 if failed else 0


sys.exit(main())
