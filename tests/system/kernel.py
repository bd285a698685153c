# SPDX-License-Identifier: Apache-2.0
"""Debian's kernel, as a virtual machine can start it: fetched by apt once for each version, and kept."""
import lzma
import os
import shutil
import subprocess

PACKAGE = "linux-image-amd64"  # the one with USB; the cloud kernel has none
XZ = b"\xfd7zXZ\0"
# Put in before the root is there, in this order; what they need comes with them.
AT_START = ("virtio_pci", "virtio_console", "9pnet_virtio", "9p", "overlay", "xhci_pci")
# There to be found by udevd and modprobe, as on a real machine.
LATER = ("usbhid", "hid_generic", "usblp", "cdc_acm", "evdev", "vivid")


class NotToBeHad(Exception):
    """Why there is no kernel, in a sentence."""


def _run(*words, cwd=None):
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        why = (done.stderr or done.stdout).strip().splitlines()
        raise NotToBeHad(f"{words[0]} {words[1]}: {why[-1] if why else f'status {done.returncode}'}")
    return done.stdout


def _package():
    """What the name stands for today; it moves with security updates."""
    for line in _run("apt-cache", "depends", PACKAGE).splitlines():
        word, _, name = line.strip().partition(" ")
        if word == "Depends:" and name.startswith("linux-image-"):
            return name
    raise NotToBeHad(f"apt knows no package behind {PACKAGE}")


class Kernel:
    """folder/NAME: vmlinux, and a module tree with what is needed and nothing else."""

    def __init__(self, folder):
        self.name = _package()
        version = _run("apt-cache", "show", "--no-all-versions", self.name).partition("Version: ")[2].split()[0]
        self.folder = os.path.join(folder, f"{self.name}_{version}".replace(":", "_"))
        self.release = self.name.removeprefix("linux-image-")
        self.image = os.path.join(self.folder, "vmlinux")
        self.tree = os.path.join(self.folder, "tree")
        if not os.path.exists(self.folder):
            self._prepare()

    def modules(self, names):
        """Their files, each behind those that it needs."""
        files = []
        for name in names:
            needed = _run("modprobe", "-d", self.tree, "-S", self.release, "--show-depends", name)
            for line in needed.splitlines():
                word, path = line.split()[:2]
                if word == "insmod" and path not in files:
                    files.append(path)
        return files

    def _prepare(self):
        """Beside its place and then renamed: what is there is whole."""
        beside = self.folder + ".new"
        shutil.rmtree(beside, ignore_errors=True)
        os.makedirs(beside)
        place = self.folder
        try:
            self.tree = os.path.join(beside, "all")
            _run("apt-get", "download", self.name, cwd=beside)
            package = next(os.path.join(beside, f) for f in os.listdir(beside) if f.endswith(".deb"))
            _run("dpkg-deb", "-x", package, self.tree)
            _run("depmod", "-b", self.tree, self.release)
            _unpack(os.path.join(self.tree, "boot", f"vmlinuz-{self.release}"), os.path.join(beside, "vmlinux"))
            self._keep_modules(os.path.join(beside, "tree"))
            shutil.rmtree(self.tree)
            os.unlink(package)
            os.rename(beside, place)
        except OSError as e:
            raise NotToBeHad(f"{self.name}: {e}") from None
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        self.tree = os.path.join(place, "tree")

    def _keep_modules(self, smaller):
        folder = os.path.join("lib", "modules", self.release)
        for path in self.modules(AT_START + LATER):
            kept = os.path.join(smaller, os.path.relpath(path, self.tree))
            os.makedirs(os.path.dirname(kept), exist_ok=True)
            shutil.copy(path, kept)
        for name in ("modules.builtin", "modules.builtin.modinfo", "modules.order"):
            shutil.copy(os.path.join(self.tree, folder, name), os.path.join(smaller, folder, name))
        _run("depmod", "-b", smaller, self.release)


def _unpack(packed, image):
    """The kernel without its own unpacking: QEMU enters it directly (PVH), which saves ten seconds under TCG."""
    with open(packed, "rb") as f:
        data = f.read()
    at = data.find(XZ)
    if at < 0:
        raise NotToBeHad("this kernel is not packed with XZ")
    with open(image, "wb") as f:
        f.write(lzma.LZMADecompressor().decompress(data[at:]))
