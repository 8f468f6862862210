"""The walls around a worker: system calls that Python does not wrap, and the layers made of them.

Glue only. A slot of the sandbox builds its file view and enters its namespaces once; a worker adds its own on top,
before it reads a line of a student's.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import site
import sys
import sysconfig
from dataclasses import dataclass, fields, replace
from pathlib import Path

NEWNS, NEWCGROUP, NEWUTS, NEWIPC = 0x00020000, 0x02000000, 0x04000000, 0x08000000
NEWUSER, NEWPID, NEWNET = 0x10000000, 0x20000000, 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT = 1, 2, 4, 8, 32
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18
MNT_DETACH = 2
AT_FDCWD, AT_RECURSIVE = -100, 0x8000
ATTR_RDONLY, ATTR_NOSUID, ATTR_NODEV = 1, 2, 4
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 4, 24, 36, 38
SIGKILL = 9
PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
CAPSET = {"x86_64": 126, "aarch64": 91}
MOUNT_SETATTR = 442

HOME = "/home/student"
WORK = f"{HOME}/work"
INSIDE_ID = 1000
DEVICES = ("null", "zero", "full", "random", "urandom")
LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache", "/usr/share/fonts",
             "/usr/share/zoneinfo")  # fmt: skip

_libc = ctypes.CDLL(None, use_errno=True)
_libc.mount.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_char_p]


@dataclass(frozen=True)
class Layers:
    """Which walls stand. All do, but in tests that show what one of them is for."""

    namespaces: bool = True
    view: bool = True
    landlock: bool = True
    rlimits: bool = True
    seccomp: bool = True
    cgroup: bool = True

    @classmethod
    def all(cls) -> Layers:
        """Every wall."""
        return cls()

    def without(self, *names: str) -> Layers:
        """These walls less the named ones."""
        known = {field.name for field in fields(self)}
        if unknown := set(names) - known:
            raise ValueError(f"no such layer: {', '.join(sorted(unknown))}")
        return replace(self, **dict.fromkeys(names, False))


@dataclass(frozen=True)
class Limits:
    """What one worker may use."""

    memory_mib: int = 1024  # above what it shares with its zygote
    processes: int = 64
    files: int = 256
    file_mib: int = 64
    scratch_mib: int = 128
    scratch_inodes: int = 4096
    shared_mib: int = 256  # /dev/shm, where data loaders pass batches
    cpu_s: int = 240


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def unshare(flags: int) -> None:
    """Leave the namespaces that the flags name."""
    _check(_libc.unshare(ctypes.c_int(flags)), "unshare")


def setns(descriptor: int, flags: int) -> None:
    """Enter the namespaces of the process behind a pidfd."""
    _check(_libc.setns(ctypes.c_int(descriptor), ctypes.c_int(flags)), "setns")


def prctl(option: int, value: int = 0) -> None:
    """prctl(2) with one argument."""
    _check(_libc.prctl(ctypes.c_int(option), ctypes.c_ulong(value), 0, 0, 0), f"prctl {option}")


def set_host_name(name: str) -> None:
    """Name the machine, in a UTS namespace of one's own."""
    _check(_libc.sethostname(name.encode(), len(name)), "sethostname")


def mount(source: str, target: str, kind: str = "", flags: int = 0, options: str = "") -> None:
    """mount(2)."""
    arguments = [text.encode() if text else None for text in (source, target, kind)]
    _check(_libc.mount(*arguments, flags, options.encode() if options else None), f"mount on {target}")


def bind(source: str, target: str, *, devices: bool = False) -> None:
    """Show `source` at `target`, read-only and with all that is mounted below."""
    mount(source, target, flags=MS_BIND | MS_REC)
    attributes = ATTR_RDONLY | ATTR_NOSUID | (0 if devices else ATTR_NODEV)
    request = (ctypes.c_uint64 * 4)(0 if devices else attributes, 0, 0, 0)
    if not devices:
        result = _libc.syscall(MOUNT_SETATTR, AT_FDCWD, target.encode(), AT_RECURSIVE, ctypes.byref(request), 32)
        _check(int(result), f"mount_setattr on {target}")


def visible_paths() -> list[str]:
    """What of the machine a worker sees: the interpreter, its packages, and the libraries they load.

    Named one by one: a blanket bind of /usr would show whatever else lies there, other datasets' labels among it.
    """
    named = {
        *LIBRARIES,
        sysconfig.get_path("stdlib"),
        sysconfig.get_path("platstdlib"),
        sysconfig.get_config_var("LIBDIR") or "",
        *_names_of(sys.executable),
        *site.getsitepackages(),
        # Not all of sys.path: an editable install puts the repository there, hidden graders and all.
        *(path for path in sys.path if os.path.basename(path) in ("site-packages", "dist-packages")),
    }
    if sys.prefix != sys.base_prefix:
        named.update((sys.prefix, os.path.realpath(sys.prefix)))  # matplotlib opens its fonts by their real path
    found = sorted({path for path in named if path and os.path.exists(path)})
    kept: list[str] = []
    for path in found:  # a folder shows what is in it
        if not any(path == above or path.startswith(above + "/") for above in kept):
            kept.append(path)
    return kept


def _names_of(path: str) -> list[str]:
    """A file's real path and the links on the way to it, so that it can be executed by the name that leads there."""
    names = [path, os.path.realpath(path)]
    while os.path.islink(path):
        path = os.path.normpath(os.path.join(os.path.dirname(path), os.readlink(path)))
        names.append(path)
    return names


def build_view(data: str | None) -> None:
    """Swap the root for one that holds the visible paths and nothing else; the caller has a mount namespace of its own.

    Args:
        data: folder that students may read, shown beside the scratch folder as `../data`.
    """
    mount("none", "/", flags=MS_REC | MS_PRIVATE)
    root = "/tmp"  # any folder that is there: the new root is mounted over it, in this namespace only
    sources = [(path, path) for path in visible_paths()]
    if data:
        sources.append((data, f"{HOME}/data"))
    opened = [(os.open(source, os.O_PATH), target, os.path.isdir(source)) for source, target in sources]
    mount("tmpfs", root, "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755,size=1m")
    for descriptor, target, is_folder in opened:
        _make_place(root + target, is_folder)
        bind(f"/proc/self/fd/{descriptor}", root + target)
        os.close(descriptor)
    for name in DEVICES:
        _make_place(f"{root}/dev/{name}", is_folder=False)
        bind(f"/dev/{name}", f"{root}/dev/{name}", devices=True)
    for folder in ("/proc", "/tmp", "/dev/shm", WORK, "/old"):
        os.makedirs(root + folder, exist_ok=True)
    mount("/proc", root + "/proc", flags=MS_BIND | MS_REC)
    _write_etc(root)
    os.symlink("/proc/self/fd", f"{root}/dev/fd")
    _check(int(_libc.syscall(PIVOT_ROOT[platform.machine()], root.encode(), f"{root}/old".encode())), "pivot_root")
    os.chdir("/")
    _check(_libc.umount2(b"/old", MNT_DETACH), "umount")
    os.rmdir("/old")
    mount("none", "/", flags=MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV)
    if not os.access(os.__file__, os.R_OK):  # it lies under a folder that is closed to the worker's user
        raise OSError(errno.EACCES, f"Python's own files are not readable to the sandbox's user: {os.__file__}")


def _make_place(path: str, is_folder: bool) -> None:
    os.makedirs(path if is_folder else os.path.dirname(path), exist_ok=True)
    if not is_folder:
        open(path, "w").close()


def _write_etc(root: str) -> None:
    os.makedirs(f"{root}/etc", exist_ok=True)
    Path(f"{root}/etc/passwd").write_text(f"student:x:{INSIDE_ID}:{INSIDE_ID}::{WORK}:/bin/false\n")
    Path(f"{root}/etc/group").write_text(f"student:x:{INSIDE_ID}:\n")
    Path(f"{root}/etc/hosts").write_text("127.0.0.1 localhost\n")


def mount_worker(limits: Limits) -> None:
    """A worker's own mounts: a fresh /proc of its PID namespace, and scratch folders that end with it."""
    try:
        mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, "subset=pid")
    except OSError:  # where a container masks parts of its own /proc, the kernel gives no fresh one: then none at all
        mount("none", "/proc", "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_RDONLY, "size=4k")
    scratch = f"size={limits.scratch_mib}m,nr_inodes={limits.scratch_inodes},mode=0700"
    for folder in (WORK, "/tmp"):
        mount("tmpfs", folder, "tmpfs", MS_NOSUID | MS_NODEV, scratch)
    mount("tmpfs", "/dev/shm", "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, f"size={limits.shared_mib}m,mode=0700")


def restrict_files(readable: list[str], writable: list[str]) -> bool:
    """Landlock: read below some folders, write below others, no TCP, no signals or abstract sockets to the outside.

    It stands behind the file view and the user id: whatever one of them should miss is refused once more.

    Returns:
        Whether the kernel has Landlock.
    """
    import landlockpy as landlock

    if not landlock.supported():
        return False
    access = landlock.AccessFS
    read = access.READ_FILE | access.READ_DIR | access.EXECUTE
    abi = landlock.abi_version()
    with landlock.Ruleset(scoped=landlock.scope_for_abi(abi)) as rules:
        for path in readable:
            if os.path.exists(path):
                rules.allow_path(path, read if os.path.isdir(path) else access.READ_FILE | access.EXECUTE)
        for path in writable:
            if os.path.isdir(path):
                rules.allow_path(path, landlock.fs_for_abi(abi) & ~(access.MAKE_CHAR | access.MAKE_BLOCK))
            elif os.path.exists(path):
                rules.allow_path(path, access.READ_FILE | access.WRITE_FILE)
        rules.restrict()
    return True


def limit_resources(limits: Limits, *, address_space: int | None, count_processes: bool) -> None:
    """rlimits.

    Args:
        address_space: bytes, where no cgroup counts memory.
        count_processes: not where the user has processes besides: the kernel counts those too.
    """
    mib = 1024 * 1024
    values = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: limits.cpu_s,
        resource.RLIMIT_FSIZE: limits.file_mib * mib,
        resource.RLIMIT_NOFILE: limits.files,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    if address_space is not None:
        values[resource.RLIMIT_AS] = address_space
    if count_processes:
        values[resource.RLIMIT_NPROC] = limits.processes
    for name, value in values.items():
        resource.setrlimit(name, (value, value))


def drop_bounding_set() -> None:
    """Have no program that this process executes gain a capability; to be done while it still has some itself."""
    for capability in range(64):
        try:
            prctl(PR_CAPBSET_DROP, capability)
        except OSError:
            break  # past the last one this kernel knows


def drop_capabilities() -> None:
    """Give up every capability."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    nothing = (ctypes.c_uint32 * 6)()
    number = CAPSET[platform.machine()]
    _check(int(_libc.syscall(number, ctypes.byref(header), ctypes.byref(nothing))), "capset")


def vm_size() -> int:
    """This process's address space, bytes."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def collapse_memory() -> None:
    """Ask for huge pages behind this process's own memory: a fork copies page tables, and this makes them small."""
    collapse, huge = 25, 2 * 1024 * 1024
    _libc.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    with open("/proc/self/maps") as file:
        for line in file:
            span, rights, _offset, _device, inode, *name = line.split()
            if not rights.startswith("rw-p") or inode != "0" or (name and name[0] not in ("[heap]",)):
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            start, end = -(-start // huge) * huge, end // huge * huge
            if end > start:
                _libc.madvise(start, end - start, collapse)  # best effort: an old kernel refuses, and forks cost more
