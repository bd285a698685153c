# SPDX-License-Identifier: Apache-2.0
"""Steps of what is heard. Each sound played since the last such step is compared, sample by sample, with the files in
assets/sounds; loudness may be anything, other sounds may not."""
import array
import functools
import glob
import os
import time
import wave

from stage.stage import ROOT
from stage.waiting import Trouble
from story.teller import step

HEAR_S = 15


@functools.cache
def chimes():
    """{name: its samples from the first that is not 0}"""
    found = {}
    for path in glob.glob(os.path.join(ROOT, "assets/sounds/*.wav")):
        with wave.open(path) as f:
            samples = array.array("h", f.readframes(f.getnframes()))
        found[os.path.splitext(os.path.basename(path))[0]] = samples[first_sound(samples, 0):]
    return found


def first_sound(samples, at):
    while at < len(samples) and samples[at] == 0:
        at += 1
    return at


def loudness(samples, at, chime):
    """Percent of the file's own, when `chime` is what was played from `at` on; None: it is not, or not yet whole."""
    peak = max(range(len(chime)), key=lambda i: abs(chime[i]))
    if at + len(chime) > len(samples):
        return None
    ratio = samples[at + peak] / chime[peak]
    same = all(abs(got - meant * ratio) <= 2 for got, meant in zip(samples[at:at + len(chime)], chime))
    return round(100 * ratio) if same and 0 < ratio <= 1 else None


def understand(data):
    """([(name, percent)], bytes that they took, whether something else came); a chime still playing is not counted."""
    samples, at, heard = array.array("h", data[:len(data) // 2 * 2]), 0, []
    while (start := first_sound(samples, at)) < len(samples):
        # quiet first samples of a chime may be lost in the volume: try the places just before, too
        found = next(((name, loud, begin + len(chime)) for name, chime in chimes().items()
                      for begin in range(max(at, start - 8), start + 1)
                      if (loud := loudness(samples, begin, chime))), None)
        if not found:
            longest = max(map(len, chimes().values()))
            return heard, 2 * at, len(samples) - start > longest
        heard.append(found[:2])
        at = found[2]
    return heard, 2 * len(samples), False


def hear(t, name):
    """[percent] of the chimes `name` since the last step about sounds; there is at least one, and nothing else."""
    end = time.monotonic() + HEAR_S

    def whole(data):
        heard, _, strange = understand(data)
        return understand(data) if heard or strange else None
    said = t.stage.loudspeaker.wait(whole, end - time.monotonic())
    if not said:
        raise Trouble(f"no sound for {HEAR_S} s")
    heard, size, strange = said
    t.stage.loudspeaker.forget(size)
    if strange or any(kind != name for kind, _ in heard):
        raise Trouble(f"heard {[kind for kind, _ in heard]}" + (" and something strange" if strange else ""))
    return [percent for _, percent in heard]


@step("hears nothing")  # before NAME, which it would be, too
def hears_nothing(t):
    """Up to now. What comes next is judged by the next step about sounds, which admits one kind of sound only."""
    heard = t.stage.loudspeaker.wait(lambda data: understand(data) if any(data) else None, 0)
    if heard:
        raise Trouble(f"heard {heard[0] or 'something strange'}")


@step("hears NAME")
def hears(t, name):
    hear(t, name)


@step("hears NAME at N percent")
def hears_at(t, name, percent):
    loud = hear(t, name)
    if any(abs(p - int(percent)) > 1 for p in loud):
        raise Trouble(f"it was heard at {loud}")


@step("it becomes N o'clock")
def becomes(t, hour):
    """The local hour; at least a minute passes."""
    now = time.localtime(t.stage.now_s())
    seconds = (int(hour) - now.tm_hour) * 3600 - now.tm_min * 60 - now.tm_sec
    t.stage.pass_time(seconds + 60 if seconds > 0 else seconds + 86400 + 60)
