"""The system calls that a worker may not make, as a filter that is built once and loaded as bytes.

`python -m autograder.sandbox.seccomp` writes `seccomp-<machine>.bpf` beside this file with libseccomp (pyseccomp); the
files are kept in the repository, so that grading needs neither. Denied calls fail with EPERM, so that honest code that
probes for them goes on; a call of a foreign architecture ends the process.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
from pathlib import Path

CLONE_NAMESPACES = (0x00000080, 0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000)
AF_UNIX = 1
TERMINAL_TYPING = (0x5412, 0x541C)  # TIOCSTI and TIOCLINUX type as if the terminal's user did
MACHINES = {"x86_64": "X86_64", "aarch64": "AARCH64"}
PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2

#: denied outright, by what they would reach
DENIED = {
    "other processes": "ptrace process_vm_readv process_vm_writev kcmp pidfd_getfd process_madvise process_mrelease",
    "namespaces and mounts": "unshare setns mount umount2 pivot_root chroot move_mount open_tree fsopen fsmount fsconfig "
    "fspick mount_setattr quotactl quotactl_fd swapon swapoff ustat sysfs",
    "the kernel": "bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register kexec_load "
    "kexec_file_load init_module finit_module delete_module syslog reboot acct sethostname setdomainname iopl ioperm "
    "clock_settime clock_adjtime settimeofday adjtimex vhangup lookup_dcookie nfsservctl open_by_handle_at "
    "name_to_handle_at fanotify_init landlock_create_ruleset create_module uselib modify_ldt vm86 vm86old",
    "state that outlives a worker": "add_key request_key keyctl shmget shmat shmctl shmdt msgget msgsnd msgrcv msgctl "
    "semget semop semtimedop semctl mq_open mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr",
    "memory that no limit counts": "memfd_create memfd_secret mbind set_mempolicy migrate_pages move_pages",
    "other users": "setuid setgid setreuid setregid setresuid setresgid setgroups setfsuid setfsgid",
    "what happens to files": "inotify_init inotify_init1 inotify_add_watch inotify_rm_watch fanotify_mark",
    "scheduling": "sched_setattr sched_setscheduler sched_setparam setpriority ioprio_set",
}


def filter_bytes(machine: str) -> bytes:
    """The filter program for a machine, made by libseccomp.

    Args:
        machine: "x86_64" or "aarch64".
    """
    import tempfile

    import pyseccomp as seccomp

    program = seccomp.SyscallFilter(seccomp.ALLOW)
    program.set_attr(seccomp.Attr.ACT_BADARCH, seccomp.KILL_PROCESS)  # i386 and x32 have numbers of their own
    wanted = getattr(seccomp.Arch, MACHINES[machine])
    if wanted != seccomp.system_arch():
        program.add_arch(wanted)
        program.remove_arch(seccomp.system_arch())
    deny, missing = seccomp.ERRNO(errno.EPERM), seccomp.ERRNO(errno.ENOSYS)
    for name in denied_calls():
        number = seccomp.resolve_syscall(wanted, name)
        if number == -1:
            raise ValueError(f"{name} is not a system call, or this libseccomp is too old to know it")
        if number >= 0:  # below -1: another architecture's
            _add(program, deny, name)
    for flag in CLONE_NAMESPACES:
        _add(program, deny, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, flag, flag))
    _add(program, missing, "clone3")  # its flags lie in memory, out of a filter's sight: glibc falls back to clone
    _add(program, deny, "socket", seccomp.Arg(0, seccomp.NE, AF_UNIX))
    _add(program, deny, "socketpair", seccomp.Arg(0, seccomp.NE, AF_UNIX))
    _add(program, deny, "prlimit64", seccomp.Arg(0, seccomp.NE, 0))
    _add(program, deny, "sched_setaffinity", seccomp.Arg(0, seccomp.NE, 0))
    for typing in TERMINAL_TYPING:
        _add(program, deny, "ioctl", seccomp.Arg(1, seccomp.MASKED_EQ, 0xFFFFFFFF, typing))
    with tempfile.TemporaryFile() as file:
        program.export_bpf(file)
        file.seek(0)
        return file.read()


def denied_calls() -> list[str]:
    """The names of the calls that are denied whatever their arguments are."""
    return [name for names in DENIED.values() for name in names.split()]


def _add(program: object, action: int, name: str, *arguments: object) -> None:
    import pyseccomp as seccomp

    # libseccomp takes this machine's number, or pseudo-number, and translates it to the filter's architecture.
    program.add_rule(action, seccomp.resolve_syscall(seccomp.system_arch(), name), *arguments)


def filter_path(machine: str | None = None) -> Path:
    """Where a machine's filter is kept."""
    return Path(__file__).with_name(f"seccomp-{machine or platform.machine()}.bpf")


def load(program: bytes) -> None:
    """Put the calling process, and all it starts, under a filter. There is no way back.

    Raises:
        OSError: the kernel refused it.
    """

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]

    libc = ctypes.CDLL(None, use_errno=True)
    struct_size = struct.calcsize("HBBI")
    argument = Program(len(program) // struct_size, program)
    if libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(argument), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "the kernel refused the system call filter")


if __name__ == "__main__":
    for each in MACHINES:
        filter_path(each).write_bytes(filter_bytes(each))
        print(filter_path(each), filter_path(each).stat().st_size, "bytes")
