# SPDX-License-Identifier: Apache-2.0
"""The kernel's virtual video device, its output looped to its camera: a code is shown to a real V4L2 stream."""
import os
import signal

from system.dialogues import check, dialogue

# Camera and output on HDMI, whose timings agree: only then it loops.
VIVID = ("n_devs=1", "node_types=0x101", "num_inputs=1", "input_types=3", "num_outputs=1", "output_types=1")
TEXT = "https://example.org/queue/0042"
CAMERA_S = 60


@dialogue("a code before a camera")
def camera(scene):
    """A scan by the camera alone, read from its frames; then the camera goes while it is asked."""
    machine = scene.machine
    scene.unplug("scanner", "scanner0")
    machine.run("modprobe", "vivid", *VIVID, seconds=CAMERA_S)
    machine.run("udevadm", "settle", seconds=CAMERA_S)
    name = find(scene)
    showing = machine.start(os.path.join(scene.build, "system", "vivid-show"), TEXT)
    showing.wait_line("showing", CAMERA_S)
    scanning = scene.ctl("scan")
    check(scanning.wait_end(CAMERA_S) == 0 and f"{len(TEXT)} bytes, text" in scanning.text, f"scan: {scanning.text or 'nothing'}")
    scanning = scene.ctl("scan")
    scene.wait_state(name, "busy", seconds=CAMERA_S)
    showing.signal(signal.SIGKILL)
    showing.wait_end(CAMERA_S)
    machine.run("sh", "-c", "echo vivid.0 >/sys/bus/platform/drivers/vivid/unbind", seconds=CAMERA_S)
    scene.wait_state(name, "absent", seconds=CAMERA_S)
    check(scanning.status is None, f"the scan ended: {scanning.text}")
    return name


def find(scene):
    """The name that the service gives it."""
    def look():
        names = [line.split()[0] for line in scene.watch.lines if "vivid" in line and " ready " in line]
        return names[-1] if names else None
    name = scene.machine.wait(look, CAMERA_S)
    check(name, f"no camera is listed: {scene.watch.text[-400:]}")
    return name
