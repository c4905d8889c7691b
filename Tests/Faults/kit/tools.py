"""strace, loop devices and FUSE, as a fault script needs them."""

import os
import subprocess
import time

SYNCS = "fdatasync,fsync,sync_file_range"


def strace(world, action, calls=SYNCS):
    """The words before the server's command that make strace do `action` at `calls`.

    strace counts a call per thread, and miscounts with --seccomp-bpf.
    """
    return ["strace", "-f", "-qq", "-o", world.path("strace.log"),
            "-e", f"trace={calls}", "-e", f"inject={calls}:{action}"]


def sh(command):
    """Runs a command line that must succeed; returns its output."""
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        raise RuntimeError(f"{command}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout.strip()


class LoopDisk:
    """A file system of its own on a loop device, gone after the `with` block."""

    def __init__(self, world, kind, megabytes):
        self.kind = kind
        self.image = world.path(f"{kind}.img")
        self.mount_point = world.path(f"{kind}.mnt")
        self.megabytes = megabytes
        self.device = None

    def __enter__(self):
        os.makedirs(self.mount_point, exist_ok=True)
        sh(f"rm -f {self.image}; truncate -s {self.megabytes}M {self.image}")
        sh(f"mkfs.ext4 -q -F -m 0 {self.image}" if self.kind == "ext4"
           else f"mkfs.xfs -q -f {self.image}")
        self.device = sh(f"losetup -f --show {self.image}")
        self.mount()
        return self

    def __exit__(self, *_):
        self.unmount()
        sh(f"losetup -d {self.device}; rm -f {self.image}")

    def mount(self):
        sh(f"mount {self.device} {self.mount_point}")

    def unmount(self):
        """Patient: the kernel may still be letting go of a killed process's files."""
        for _ in range(50):
            if subprocess.run(["umount", self.mount_point], capture_output=True).returncode == 0:
                return
            time.sleep(0.1)
        sh(f"umount -l {self.mount_point}")

    def cut_power(self):
        """Nothing reaches the device from now on, and nothing cached is written back."""
        sh(f"xfs_io -x -c shutdown {self.mount_point}")


def start_lazy_fs(world, source, target, python):
    """Mounts `source` at `target` by lazy_fs.py; returns the process. Write to TARGET/.crash."""
    os.makedirs(target, exist_ok=True)
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "lazy_fs.py")
    with open(world.path("lazy.log"), "ab") as log:
        process = subprocess.Popen([python, script, source, target], stdout=log, stderr=log,
                                   stdin=subprocess.DEVNULL)
    for _ in range(100):
        if os.path.ismount(target):
            return process
        if process.poll() is not None:
            break
        time.sleep(0.1)
    process.kill()
    process.wait()
    with open(world.path("lazy.log"), encoding="utf-8", errors="replace") as log:
        raise RuntimeError(f"no FUSE mount: {log.read()[-500:]}")
