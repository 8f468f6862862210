"""The last step into the container: system calls that Docker's default profile refuses to root, then the command."""

import errno
import os
import sys

import pyseccomp as seccomp

REFUSED = "unshare setns mount umount2 pivot_root keyctl add_key request_key bpf perf_event_open open_by_handle_at userfaultfd"
NAMESPACES = (0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000)

without, *command = sys.argv[1:]
rules = seccomp.SyscallFilter(seccomp.ALLOW)
for name in REFUSED.split():
    rules.add_rule(seccomp.ERRNO(errno.EPERM), name)
for flag in NAMESPACES:
    rules.add_rule(seccomp.ERRNO(errno.EPERM), "clone", seccomp.Arg(0, seccomp.MASKED_EQ, flag, flag))
rules.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")
for name in without.split():  # what an older kernel does not have
    rules.add_rule(seccomp.ERRNO(errno.ENOSYS), name)
rules.load()
os.chdir("/autograder")
os.execvpe(command[0], command, {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root"})
