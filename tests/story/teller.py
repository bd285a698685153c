# SPDX-License-Identifier: Apache-2.0
"""Tells one story: reads its steps, does them on a stage of its own, keeps pictures and findings."""
import hashlib
import json
import os
import re
import shutil
import time

from stage.stage import Stage
from stage.waiting import Trouble
from story.watcher import Watcher

STORIES = os.path.join(os.path.dirname(os.path.realpath(__file__)), "stories")
STEPS = []  # (pattern, function, the words as documented)


def step(words):
    """Declares a step: “…” stands for quoted words, N for a number, NAME for a name."""
    parts = re.split(r"(“…”|\bN\b|\bNAME\b)", words)
    pattern = "".join({"“…”": '"([^"]*)"', "N": r"(\d+)", "NAME": r"([\w-]+)"}.get(p, re.escape(p)) for p in parts)

    def declare(function):
        STEPS.append((re.compile(pattern), function, words))
        return function
    return declare


class Story:
    """A story's text: its title (first "# " line) and its steps."""

    def __init__(self, name, lines):
        self.name = name
        self.steps, self.title = [], self.name
        for number, line in enumerate(lines, 1):
            line = line.strip()
            if line.startswith("#"):
                self.title = line[1:].strip() if self.title == self.name else self.title
            elif line:
                self.steps.append((number, line, *self._understand(name, number, line)))

    @classmethod
    def read(cls, path):
        with open(path, encoding="utf-8") as f:
            return cls(os.path.splitext(os.path.basename(path))[0], list(f))

    @staticmethod
    def _understand(name, number, line):
        for pattern, function, _ in STEPS:
            m = pattern.fullmatch(line)
            if m:
                return function, m.groups()
        raise Trouble(f"{name}:{number}: no such step: {line}")


def stories(names=()):
    found = sorted(f for f in os.listdir(STORIES) if f.endswith(".story"))
    unknown = set(names) - {f[:-6] for f in found}
    if unknown:
        raise Trouble(f"no story “{unknown.pop()}”; there are: {' '.join(f[:-6] for f in found)}")
    return [Story.read(os.path.join(STORIES, f)) for f in found if not names or f[:-6] in names]


class Telling:
    """What a story has at hand while it is told."""

    def __init__(self, story, build, out, say=lambda text: None):
        self.story, self.out, self.say = story, os.path.join(out, story.name), say
        shutil.rmtree(self.out, ignore_errors=True)
        os.makedirs(self.out)
        self.stage = Stage(build, self.out)
        self.watcher = None
        self.people = []      # everyone who was here; the last one is the last citizen
        self.receipts = 0     # seen so far
        self.last_picture = None
        self.pictures = 0
        self.board = []       # (picture, caption) of the storyboard
        self.cases = []
        self.problem = None

    def tell(self):
        """True when everything was as it should be."""
        began = time.monotonic()
        try:
            self.open()
            for number, line, function, words in self.story.steps:
                self.say(line)
                self._do(number, line, function, words)
        except Trouble as e:
            self.problem = self.problem or str(e)
        finally:
            self.close()
        self.seconds = time.monotonic() - began
        return self.problem is None

    def open(self):
        self.stage.open()
        self.watcher = Watcher(self.stage.binary("eye"), self.stage.display)

    def play(self, lines):
        """Further lines, while it is open."""
        for number, line, function, words in Story(self.story.name, lines.split("\n")).steps:
            self._do(number, line, function, words)

    def _do(self, number, line, function, words):
        try:
            function(self, *words)
        except (Trouble, OSError, ValueError, KeyError, IndexError) as e:
            self.problem = f"step {number} “{line}”: {e}"
            self._try(lambda: self.watcher.shot(os.path.join(self.out, "failed.png")))
            raise Trouble(self.problem) from e

    def close(self):
        self._try(self._keep_cases)
        self._try(lambda: self.watcher.close())
        logs = self.stage.logs()
        problems = self.stage.close()
        problems += [f"{name} wrote “{word}” into its log" for name, text in logs.items()
                     for person in self.people for word in [person.seen_in(text.encode())] if word]
        if problems and not self.problem:
            self.problem = "; ".join(problems)

    @staticmethod
    def _try(action):
        try:
            action()
        except (Trouble, OSError, AttributeError, ValueError):
            pass  # the story's own problem is the one to tell

    def _keep_cases(self):
        self.cases = json.loads(self.stage.province.ask("cases"))

    # --- pictures ---

    def picture(self, words):
        """Keeps what is on the screen now, unless it is what was kept last."""
        self.watcher.rest()
        path = os.path.join(self.out, "new.png")
        self.watcher.shot(path)
        with open(path, "rb") as f:
            print_of = hashlib.sha256(f.read()).digest()
        if self.last_picture and self.last_picture[0] == print_of:
            os.unlink(path)
            return self.last_picture[1]
        self.pictures += 1
        slug = re.sub(r"[^\w-]+", "", words)[:14]
        kept = os.path.join(self.out, f"{self.pictures:02d}-{slug}.png")
        os.rename(path, kept)
        self.last_picture = (print_of, kept)
        return kept
