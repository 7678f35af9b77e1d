"""Where workspaces lie: a small disk of its own where that can be had, so that it can be full or read-only for a while."""

import os
import shutil
import subprocess


class Room:
    """A folder, which is a file system in memory where this process may mount one (Scripts/chaos gives it mounts of its own)."""

    SIZE = 1 << 31

    def __init__(self, path):
        self.path = path
        os.makedirs(path)
        self.is_disk = self._mount(f"size={Room.SIZE}", "-t", "tmpfs", "chaos")
        self.locked = []

    @property
    def can_be_full(self):
        return self.is_disk

    @property
    def can_be_locked(self):
        return self.is_disk or os.geteuid() != 0

    def _mount(self, options, *arguments):
        done = subprocess.run(["mount", *arguments, "-o", options, self.path], capture_output=True)
        return done.returncode == 0

    def fill(self, slack):
        """Leaves so many bytes of the disk."""
        state = os.statvfs(self.path)
        used = (state.f_blocks - state.f_bfree) * state.f_frsize
        return self._mount(f"remount,size={(used + slack) // 4096 * 4096 + 4096}")

    def enlarge(self):
        if not self._mount(f"remount,size={Room.SIZE}"):
            raise SystemExit("chaos: the disk could not be made large again")

    def lock(self):
        """Makes everything read-only; a disk is not as long as a file is open for writing.
        Returns whether it is."""
        if self.is_disk:
            return self._mount("remount,ro")
        for folder, _, _ in os.walk(self.path):
            self.locked.append(folder)
            os.chmod(folder, 0o555)
        return True

    def unlock(self):
        if self.is_disk and not self._mount("remount,rw"):
            raise SystemExit("chaos: the disk could not be made writable again")
        for folder in self.locked:
            os.chmod(folder, 0o755)
        self.locked = []

    def clear(self):
        for name in os.listdir(self.path):
            shutil.rmtree(os.path.join(self.path, name))

    def close(self):
        if self.is_disk:
            subprocess.run(["umount", self.path], check=True)
