"""The filter's bytes, run by a small interpreter, so that both machines' filters are tested on either."""

import errno
import shutil
import struct

import pytest

from autograder.sandbox import seccomp

ALLOW, ERRNO, KILL_PROCESS = 0x7FFF0000, 0x00050000, 0x80000000
ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
I386, X32 = 0x40000003, 0x40000000
#: numbers from the kernel's tables, written here by hand: the oracle is not libseccomp
NUMBERS = {
    "x86_64": {"ptrace": 101, "unshare": 272, "mount": 165, "setns": 308, "bpf": 321, "keyctl": 250, "memfd_create": 319,
               "io_uring_setup": 425, "shmget": 29, "pivot_root": 155, "chroot": 161, "setuid": 105, "process_vm_readv": 310,
               "perf_event_open": 298, "userfaultfd": 323, "mount_setattr": 442, "clone": 56, "clone3": 435, "socket": 41,
               "prlimit64": 302, "sched_setaffinity": 203, "ioctl": 16, "read": 0, "openat": 257, "execve": 59, "futex": 202},
    "aarch64": {"ptrace": 117, "unshare": 97, "mount": 40, "setns": 268, "bpf": 280, "keyctl": 219, "memfd_create": 279,
                "io_uring_setup": 425, "shmget": 194, "pivot_root": 41, "chroot": 51, "setuid": 146, "process_vm_readv": 270,
                "perf_event_open": 241, "userfaultfd": 282, "mount_setattr": 442, "clone": 220, "clone3": 435, "socket": 198,
                "prlimit64": 261, "sched_setaffinity": 122, "ioctl": 29, "read": 63, "openat": 56, "execve": 221, "futex": 98},
}  # fmt: skip
CONDITIONAL = {"clone", "socket", "prlimit64", "sched_setaffinity", "ioctl"}
HARMLESS = {"read", "openat", "execve", "futex"}


def decide(program, number, arguments=(), architecture=0xC000003E):
    """What a classic BPF program answers to a system call: its action, as the kernel would compute it."""
    data = struct.pack("<iIQ6Q", number, architecture, 0, *arguments, *[0] * (6 - len(arguments)))
    lines = list(struct.iter_unpack("<HBBI", program))
    at = accumulator = 0
    while True:
        code, if_true, if_false, k = lines[at]
        at += 1
        match code:
            case 0x20:  # load a word
                (accumulator,) = struct.unpack_from("<I", data, k)
            case 0x54:
                accumulator &= k
            case 0x05:
                at += k
            case 0x15:
                at += if_true if accumulator == k else if_false
            case 0x25:
                at += if_true if accumulator > k else if_false
            case 0x35:
                at += if_true if accumulator >= k else if_false
            case 0x06:
                return k
            case _:
                raise AssertionError(f"an instruction this interpreter does not know: {code:#x}")


@pytest.fixture(params=seccomp.MACHINES)
def machine(request):
    return request.param


@pytest.fixture
def call(machine):
    """call("mount", 0, 1): the filter's action for it."""
    program = seccomp.filter_path(machine).read_bytes()
    numbers, architecture = NUMBERS[machine], ARCHITECTURE[machine]
    return lambda name, *arguments: decide(program, numbers[name], arguments, architecture)


@pytest.mark.parametrize("name", sorted(NUMBERS["x86_64"].keys() - CONDITIONAL - HARMLESS - {"clone3"}))
def test_call_is_denied(call, name):
    assert call(name) == ERRNO | errno.EPERM


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_call_is_allowed(call, name):
    assert call(name) == ALLOW


def test_clone3_does_not_exist_so_that_libraries_use_clone(call):
    assert call("clone3") == ERRNO | errno.ENOSYS


@pytest.mark.parametrize("flag", seccomp.CLONE_NAMESPACES)
def test_clone_into_a_namespace_is_denied(call, flag):
    assert call("clone", flag | 17) == ERRNO | errno.EPERM
    assert call("clone", 0x3D0F00) == ALLOW  # a thread
    assert call("clone", 17) == ALLOW  # a child


@pytest.mark.parametrize(
    ("family", "action"), [(1, ALLOW), (2, ERRNO | 1), (10, ERRNO | 1), (16, ERRNO | 1), (2**32 + 1, ERRNO | 1)]
)
def test_socket_is_of_one_family(call, family, action):
    assert call("socket", family) == action


@pytest.mark.parametrize("name", ["prlimit64", "sched_setaffinity"])
def test_setting_of_another_process_is_denied(call, name):
    assert call(name, 0) == ALLOW
    assert call(name, 1234) == ERRNO | errno.EPERM


@pytest.mark.parametrize("request_code", [0x5412, 0x541C, 0x5412 | 1 << 32])
def test_typing_into_a_terminal_is_denied(call, request_code):
    assert call("ioctl", 0, request_code) == ERRNO | errno.EPERM
    assert call("ioctl", 0, 0x5401) == ALLOW


def test_foreign_architectures_end_the_process():
    program = seccomp.filter_path("x86_64").read_bytes()
    assert decide(program, 0, architecture=I386) == KILL_PROCESS
    assert decide(program, X32 | 101) == KILL_PROCESS
    other = seccomp.filter_path("aarch64").read_bytes()
    assert decide(other, 0, architecture=0x40000028) == KILL_PROCESS  # 32-bit ARM


@pytest.mark.skipif(shutil.which("ldconfig") is None, reason="libseccomp is found with ldconfig")
def test_kept_filter_is_what_its_source_says(machine):
    try:
        import pyseccomp  # noqa: F401
    except (ImportError, RuntimeError) as error:
        pytest.skip(f"no libseccomp here: {error}")
    kept, made = seccomp.filter_path(machine).read_bytes(), seccomp.filter_bytes(machine)
    for number in range(600):  # other versions of libseccomp may order the same decisions otherwise
        for first in (0, 1, 17, 1 << 28):
            arguments, architecture = (first, 0x5412), ARCHITECTURE[machine]
            assert decide(made, number, arguments, architecture) == decide(kept, number, arguments, architecture), number


def test_name_that_is_no_call_is_refused(monkeypatch):
    pytest.importorskip("pyseccomp", exc_type=(ImportError, RuntimeError))
    monkeypatch.setitem(seccomp.DENIED, "x", "ptarce")
    with pytest.raises(ValueError, match="ptarce is not a system call"):
        seccomp.filter_bytes("x86_64")


def test_program_that_the_kernel_refuses_is_an_error():
    with pytest.raises(OSError, match="refused the system call filter"):
        seccomp.load(b"")


def call_foreign(code):
    import ctypes

    return ctypes.CDLL(None).syscall(0x40000000 | 39)


@pytest.mark.skipif(seccomp.platform.machine() != "x86_64", reason="a machine without x32")
def test_foreign_call_ends_the_worker(slot, ask):
    ending = ask(slot, call_foreign).ending
    assert (ending.cause, ending.detail) == ("signal", "SIGSYS")


@pytest.mark.skipif(seccomp.platform.machine() != "x86_64", reason="a machine without x32")
def test_foreign_call_without_seccomp_ends_nothing(slots, ask):
    assert isinstance(ask(slots("seccomp"), call_foreign).value, int)
