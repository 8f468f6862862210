"""The zygotes: processes that have everything imported and fork workers.

    judge --control--> base zygote --fork--> slot zygote --fork--> worker (jailed) <--wire--> judge

The base zygote imports once and forks a slot zygote for each judge. A slot zygote builds the file view, enters its
namespaces and then forks one jailed worker after another. Both are trusted: they take commands from their judge alone,
and read nothing from a worker.

Commands are single packets. To the base: `{"slot": index, ...}` with the slot's control socket. To a slot: `{"spawn":
n, ...}` with the worker's end of the wire, answered with a pidfd; `{"end": n}`, answered with how the worker ended.
"""

from __future__ import annotations

import gc
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from typing import Any

from autograder.sandbox import jail, seccomp
from autograder.sandbox.jail import HOME, WORK, Layers, Limits

MAX_PACKET = 65536
#: what a notebook of the course may import
IMPORTS = ["numpy", "torch", "torch.utils.data", "torchvision", "pandas", "matplotlib.pyplot", "matplotlib_inline",
           "IPython.display", "IPython.core.inputtransformer2", "landlockpy", "asyncio", "multiprocessing",
           "autograder.sandbox.operators", "autograder.sandbox.worker"]  # fmt: skip
NEEDED = ("numpy", "torch", "autograder", "IPython", "landlockpy")  # the others may be missing
SWEEPER = 65_500  # the sweeper's own id: just above those of slots, and nobody's
COLLAPSE_EVERY = 32  # forks after which the zygote's own writes have split enough huge pages to matter
CONTROL = 3  # the base zygote's end of its control socket
WIRE, REPORT = 3, 4  # what a worker keeps open
JAILED = "jailed"
SPACES = jail.NEWPID | jail.NEWIPC | jail.NEWNET | jail.NEWUTS | jail.NEWCGROUP | jail.NEWNS


def send(sock: socket.socket, message: dict[str, Any], descriptors: list[int] | None = None) -> None:
    """One command or answer."""
    socket.send_fds(sock, [json.dumps(message).encode()], descriptors or [])


def receive(sock: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    """The next command or answer and its descriptors; None when the other end is gone."""
    data, descriptors, _flags, _address = socket.recv_fds(sock, MAX_PACKET, 4)
    return (json.loads(data), list(descriptors)) if data else None


# ---- base ---------------------------------------------------------------------------------------------------------


def main() -> None:
    """The base zygote; descriptor 3 is its control socket."""
    control = socket.socket(fileno=CONTROL)
    coordinator = os.pidfd_open(os.getppid())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the coordinator's to handle
    (settings, _) = receive(control)
    if settings["coordinator"] != os.getppid():
        os._exit(0)  # it died before we looked
    fault = _prepare(settings)
    gc.collect()
    gc.freeze()  # without it, a collection in a worker would copy the whole heap
    if settings["long_run"]:
        jail.collapse_memory()  # once, for all slots: their page tables are copies of this one's
    while (command := _next_command(control, coordinator)) is not None:
        message, (descriptor, *locks) = command  # a lock on a user id is held by being open in the slot's zygote
        _reap()
        if fault is not None:
            os.write(descriptor, json.dumps({"failed": fault}).encode())
        elif os.fork() == 0:
            control.close()
            _slot_main(socket.socket(fileno=descriptor), message)
        os.close(descriptor)
        for lock in locks:
            os.close(lock)
    os._exit(0)


def _next_command(control: socket.socket, coordinator: int) -> tuple[dict[str, Any], list[int]] | None:
    """The next command; None when the coordinator is gone.

    Forked judges hold the other end of the control socket too, so its closing is no sign of that.
    """
    poll = select.poll()
    poll.register(control, select.POLLIN)
    poll.register(coordinator, select.POLLIN)
    ready = {descriptor for descriptor, _ in poll.poll()}
    return None if coordinator in ready else receive(control)


def _reap() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def _prepare(settings: dict[str, Any]) -> str | None:
    """Import and load everything; the reason if it cannot be done, for whoever asks for a slot."""
    try:
        _import_everything(settings["imports"])
        _load_mapped(settings["mapped"])
    except Exception as error:  # whatever a library raises when it is imported
        return f"{type(error).__name__}: {error}"
    return None


def _import_everything(names: list[str]) -> None:
    """Pay once for what a notebook may import."""
    for name in names:
        try:
            import_module(name)
        except ImportError:
            if name.split(".")[0] in NEEDED:
                raise
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.ones(1).to(torch.float16)  # the first conversion reads /proc/cpuinfo, which a worker cannot see
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:  # the first figure finds the fonts
        figure, axes = pyplot.subplots()
        axes.set_title("0")
        figure.canvas.draw()
        pyplot.close(figure)


def _load_mapped(mapped: list[str] | None) -> None:
    """Put data where every worker finds it.

    It is loaded in a child, so that what the loading reads besides (the full set's held-out labels) leaves with it.

    Args:
        mapped: module, function and argument; the function gives {(name, split): tensors}.

    Raises:
        RuntimeError: the data cannot be loaded; with the function's own reason.
    """
    if mapped is None:
        return
    from safetensors.torch import load

    from autograder.sandbox import worker

    with open(os.memfd_create("mapped"), "w+b") as shared:
        if (child := os.fork()) == 0:
            os._exit(_write_mapped(mapped, shared))
        _, status = os.waitpid(child, 0)
        shared.seek(0)
        content = shared.read()
    if status:
        raise RuntimeError(f"the mapped data cannot be loaded: {content.decode(errors='replace')}")
    flat = load(content)
    for name, split in {tuple(key.split("/")[:2]) for key in flat}:
        parts = sorted(key for key in flat if key.startswith(f"{name}/{split}/"))
        worker.MAPPED[name, split] = tuple(flat[key] for key in parts)


def _write_mapped(mapped: list[str], shared: Any) -> int:
    from safetensors.torch import save

    module, function, argument = mapped
    try:
        data = getattr(import_module(module), function)(argument)
        content, status = save({f"{n}/{s}/{i}": t for (n, s), ts in data.items() for i, t in enumerate(ts)}), 0
    except Exception as error:  # handed to the parent as text
        content, status = str(error).encode(), 1
    shared.write(content)
    shared.flush()
    return status


# ---- slot ---------------------------------------------------------------------------------------------------------


def _slot_main(control: socket.socket, settings: dict[str, Any]) -> None:
    status = 1
    try:
        _Slot(control, settings).start()
        status = 0
    except BaseException as error:  # whatever it is, the judge is told, and this process ends here
        try:
            send(control, {"failed": f"{type(error).__name__}: {error}"})
        except OSError:
            pass
    finally:
        os._exit(status)


class _Slot:
    """A slot zygote. Its `mode` is "entered" (namespaces), "uid" (a user id of its own), or "plain" (neither)."""

    def __init__(self, control: socket.socket, settings: dict[str, Any]) -> None:
        self.control = control
        self.layers = Layers(**settings["layers"])
        self.limits = Limits(**settings["limits"])
        self.data = settings["data"]
        self.uid = settings["uid"]
        path = seccomp.filter_path()
        self.program = path.read_bytes() if path.exists() else b""  # read now: the view does not show it
        self.mode = "plain"
        self.workers: dict[int, _Child] = {}
        self.forks = 0
        self.refused: list[str] = []

    def start(self) -> None:
        """Enter the namespaces where there are any to be had, and serve."""
        jail.prctl(jail.PR_SET_PDEATHSIG, jail.SIGKILL)
        if self.layers.namespaces and (way := self._find_way()) is not None:
            self._enter(way)
        elif os.geteuid() == 0 and self.uid:
            self.mode = "uid"
            jail.prctl(jail.PR_SET_CHILD_SUBREAPER, 1)
            _sweep(self.uid)  # what a run that was killed has left
        self._serve()

    def _find_way(self) -> Callable[[], None] | None:
        """The first way into namespaces that this kernel or container allows, rehearsed in a child."""
        ways = [self._unshare_at_once]
        if os.geteuid() == 0:
            ways.insert(0, self._bind_as_root)
        for way in ways:
            if (reason := _try_in_child(way)) is None:
                return way
            self.refused.append(reason)
        return None

    def _enter(self, way: Callable[[], None]) -> None:
        way()
        self.mode = "entered"
        # Set again: a change of user clears it.
        jail.prctl(jail.PR_SET_PDEATHSIG, jail.SIGKILL)
        zygote = os.fork()  # the first process of the PID namespace: with it, all of its workers end
        if zygote:
            self.control.close()
            _, status = os.waitpid(zygote, 0)
            os._exit(os.waitstatus_to_exitcode(status) & 0x7F)
        jail.prctl(jail.PR_SET_PDEATHSIG, jail.SIGKILL)

    def _bind_as_root(self) -> None:
        """The view is bound as root, since an interpreter may lie under root's own folder; then an unused user id."""
        jail.unshare(jail.NEWNS)
        self._build_view()
        self._unshare_as_user(SPACES)

    def _unshare_at_once(self) -> None:
        """What an ordinary user can do, and root in a container that lacks the right to mount."""
        self._unshare_as_user(SPACES)
        self._build_view()

    def _build_view(self) -> None:
        if self.layers.view:
            jail.build_view(self.data)
        else:  # the machine's own files, and a place for the scratch folder
            jail.mount("none", "/", flags=jail.MS_REC | jail.MS_PRIVATE)
            jail.mount("tmpfs", "/home", "tmpfs", 0, "mode=0755")
            os.makedirs(WORK, exist_ok=True)

    def _unshare_as_user(self, spaces: int) -> None:
        """Namespaces under a user namespace whose one user is, outside, the slot's unused one, or ourselves."""
        if self.uid:
            self._unshare_mapped(spaces)
        else:
            uid, gid = os.geteuid(), os.getegid()
            jail.unshare(jail.NEWUSER | spaces)
            _write("/proc/self/setgroups", "deny")
            _write("/proc/self/uid_map", f"{jail.INSIDE_ID} {uid} 1")
            _write("/proc/self/gid_map", f"{jail.INSIDE_ID} {gid} 1")
        jail.set_host_name("sandbox")  # results do not depend on the machine's name

    def _unshare_mapped(self, spaces: int) -> None:
        """The map to another user than ourselves is written by a child that stays out of the new namespace."""
        ready = os.pipe()
        process = os.open(f"/proc/{os.getpid()}", os.O_PATH)
        helper = os.fork()
        if helper == 0:
            os._exit(self._write_maps(process, ready))
        os.close(ready[0])
        jail.unshare(jail.NEWUSER | spaces)
        os.write(ready[1], b"x")
        _, status = os.waitpid(helper, 0)
        os.close(ready[1])
        os.close(process)
        if status:
            raise OSError("the user map was refused")
        os.setgroups([])
        os.setresgid(jail.INSIDE_ID, jail.INSIDE_ID, jail.INSIDE_ID)
        os.setresuid(jail.INSIDE_ID, jail.INSIDE_ID, jail.INSIDE_ID)
        jail.prctl(jail.PR_SET_DUMPABLE, 1)

    def _write_maps(self, process: int, ready: tuple[int, int]) -> int:
        os.close(ready[1])
        if not os.read(ready[0], 1):
            return 0  # unshare was refused
        try:
            for name in ("uid_map", "gid_map"):
                with open(os.open(name, os.O_WRONLY, dir_fd=process), "w") as file:
                    file.write(f"{jail.INSIDE_ID} {self.uid} 1")
        except OSError:
            return 1
        return 0

    def _serve(self) -> None:
        self.pidfd = os.pidfd_open(os.getpid())
        send(self.control, {"ready": self.mode, "refused": self.refused})
        while (command := receive(self.control)) is not None:
            match command:
                case {"spawn": number, **options}, [descriptor]:
                    self._spawn(number, descriptor, options)
                case {"end": number}, []:
                    send(self.control, self._end(number))
        for child in self.workers.values():  # without a PID namespace, nothing else ends them
            child.end()
        os._exit(0)

    def _end(self, number: int) -> dict[str, Any]:
        ending = self.workers.pop(number).end()
        if self.mode == "uid" and not self.workers:
            _reap_orphans()
        return ending

    def _spawn(self, number: int, descriptor: int, options: dict[str, Any]) -> None:
        self.forks += 1
        if self.forks % COLLAPSE_EVERY == 0:
            jail.collapse_memory()
        uid = self.uid if self.mode == "uid" else None
        scratch = None if self.mode == "entered" else _make_scratch(self.data, uid)
        report, theirs = os.pipe()
        child = _Child(self._fork(descriptor, theirs, scratch, options), scratch, uid)
        os.close(descriptor)
        os.close(theirs)
        with open(report, errors="replace") as file:  # written and closed before the student's code is read
            said = file.read(1000)
        if said != JAILED:
            child.end()
            send(self.control, {"failed": f"a worker could not be jailed ({said or 'it died'})"})
            return
        self.workers[number] = child
        pidfd = os.pidfd_open(child.pid)
        send(self.control, {"spawned": number}, [pidfd])
        os.close(pidfd)

    def _fork(self, descriptor: int, report: int, scratch: str | None, options: dict[str, Any]) -> int:
        """A worker in a PID namespace of its own, made without the second fork that entering one takes otherwise."""
        if self.mode == "entered":
            jail.unshare(jail.NEWPID)
        worker = os.fork()
        if worker == 0:
            _worker_main(self, descriptor, report, scratch, options)
        if self.mode == "entered":
            jail.setns(self.pidfd, jail.NEWPID)
        return worker


def _try_in_child(action: Callable[[], None]) -> str | None:
    """Do something in a child; None if it could be done, else why not."""
    reader, writer = os.pipe()
    if (child := os.fork()) == 0:
        said = "it died"
        try:
            action()
            said = ""
        except BaseException as error:  # whatever it is, it ends this child only
            said = str(error) or type(error).__name__
        finally:
            os.write(writer, said.encode()[:1000])
            os._exit(0)
    os.close(writer)
    with open(reader, errors="replace") as file:
        said = file.read()
    _, status = os.waitpid(child, 0)
    return said or (f"status {status}" if status else None)


class _Child:
    """A worker, as its zygote knows it."""

    def __init__(self, pid: int, scratch: str | None, uid: int | None) -> None:
        self.pid, self.scratch, self.uid = pid, scratch, uid

    def end(self) -> dict[str, Any]:
        """Kill it, with everything it started, and take away what it left."""
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        _, status, usage = os.wait4(self.pid, 0)
        if self.uid:
            _sweep(self.uid)
        if self.scratch:
            _remove(os.path.dirname(self.scratch))
        return {"status": status, "cpu_s": usage.ru_utime + usage.ru_stime, "peak_kib": usage.ru_maxrss}


def _make_scratch(data: str | None, uid: int | None) -> str:
    """Without namespaces: a folder of the machine's own, with the data beside it."""
    folder = tempfile.mkdtemp(prefix="autograder-")
    work = os.path.join(folder, "work")
    os.mkdir(work)
    if data:
        os.symlink(data, os.path.join(folder, "data"))
    if uid:
        os.chown(work, uid, uid)
        os.chmod(folder, 0o755)
    return work


def _remove(folder: str) -> None:
    """Remove a tree that a student has shaped: deep enough, it would break Python's own recursion."""
    if os.path.exists("/bin/rm"):
        subprocess.run(["/bin/rm", "-rf", "--", folder], stderr=subprocess.DEVNULL, check=False)
    else:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(uid: int) -> None:
    """Level 1 has no namespaces: whatever runs, or lies in shared memory, under the slot's user id is a leftover.

    The sweeper may signal that user's processes by its effective id; by its real and saved ones, they may not signal it:
    leftovers that kill whatever they can would else win the race.
    """
    if (child := os.fork()) == 0:
        try:
            os.setresuid(SWEEPER, uid, SWEEPER)
            os.kill(-1, signal.SIGKILL)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    for entry in os.scandir("/dev/shm"):
        try:
            is_left_over = entry.stat(follow_symlinks=False).st_uid == uid
        except FileNotFoundError:  # another slot's, which comes and goes as it likes
            continue
        if is_left_over:
            _remove(entry.path)


def _reap_orphans() -> None:
    """Wait for what a worker has left, which the sweep has ended.

    Where nobody else does, as in a container whose first process is no init, they would count against the user's limit.
    """
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        pass  # there is no other


def _write(path: str, text: str) -> None:
    with open(path, "w") as file:
        file.write(text)


# ---- worker -------------------------------------------------------------------------------------------------------


def _worker_main(slot: _Slot, descriptor: int, report: int, scratch: str | None, options: dict[str, Any]) -> None:
    """Jail this process, say so, then serve; never returns."""
    try:
        try:
            descriptor, report = _keep_only(descriptor, report)
            _raise_walls(slot, scratch, options)
        except BaseException as error:
            os.write(report, f"{type(error).__name__}: {error}".encode())
            os._exit(1)
        os.write(report, JAILED.encode())
        os.close(report)
        from autograder.sandbox import worker

        worker.serve(socket.socket(fileno=descriptor))
    finally:
        os._exit(91)


def _raise_walls(slot: _Slot, scratch: str | None, options: dict[str, Any]) -> None:
    """Every wall, in the order in which each can still be raised; the system call filter is the last."""
    jail.prctl(jail.PR_SET_PDEATHSIG, jail.SIGKILL)
    os.setsid()
    os.umask(0o077)  # what lies in /dev/shm at level 1 is no other slot's to read
    for number in (signal.SIGINT, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    _write_if_allowed("/proc/self/oom_score_adj", "1000")  # when the machine's memory runs out: this one, not the judge
    if scratch is None:
        jail.unshare(jail.NEWNS | jail.NEWIPC)
        jail.mount_worker(slot.limits)
        scratch = WORK
    os.chdir(scratch)
    _clean_environment(scratch, "/tmp" if slot.mode == "entered" else scratch)
    _give_up_rights(slot)
    _limit(slot, Limits(**options["limits"]), counted=options["counted"])
    if slot.layers.landlock:
        _restrict_files(slot, scratch)
    jail.prctl(jail.PR_SET_NO_NEW_PRIVS, 1)
    if slot.layers.seccomp and slot.program:
        seccomp.load(slot.program)


def _give_up_rights(slot: _Slot) -> None:
    if slot.mode == "plain" and os.geteuid() != 0:
        return
    jail.drop_bounding_set()
    if slot.mode == "uid":
        os.setgroups([])
        os.setresgid(slot.uid, slot.uid, slot.uid)
        os.setresuid(slot.uid, slot.uid, slot.uid)
        jail.prctl(jail.PR_SET_PDEATHSIG, jail.SIGKILL)  # a change of user clears it
    jail.drop_capabilities()


def _limit(slot: _Slot, limits: Limits, *, counted: bool) -> None:
    if slot.layers.rlimits:
        address_space = None if counted else jail.vm_size() + limits.memory_mib * 1024 * 1024
        jail.limit_resources(limits, address_space=address_space, count_processes=slot.mode != "plain")


def _restrict_files(slot: _Slot, scratch: str) -> None:
    devices = ["/dev/null", "/dev/zero", "/dev/full"]
    if slot.mode == "entered":
        readable = ["/"] if slot.layers.view else [*jail.visible_paths(), "/proc", HOME]
        jail.restrict_files(readable, [scratch, "/tmp", "/dev/shm", *devices])
    else:
        readable = [*jail.visible_paths(), "/dev/urandom", "/dev/random", "/etc/localtime"]
        # Shared memory is where data loaders pass batches and semaphores lie; it is swept after each worker.
        jail.restrict_files([*readable, *([slot.data] if slot.data else [])], [scratch, "/dev/shm", *devices])


def _keep_only(wire: int, report: int) -> tuple[int, int]:
    """Standard streams to nowhere, these two as descriptors 3 and 4, all others closed: no other of the zygote's stays.

    What a student prints goes nowhere: kept anywhere with an end, a flood of it would block or fail honest code.
    """
    os.dup2(wire, 100)
    os.dup2(report, 101)
    os.dup2(os.open("/dev/null", os.O_RDWR), 102)
    for stream in range(3):
        os.dup2(102, stream)
    os.dup2(100, WIRE, inheritable=False)
    os.dup2(101, REPORT, inheritable=False)
    os.closerange(REPORT + 1, 65536)
    return WIRE, REPORT


def _clean_environment(scratch: str, temporary: str) -> None:
    root = os.environ.pop("PYTHONPATH", None)
    sys.path[:] = [path for path in sys.path if path != root]
    caches = os.path.join(temporary, "inductor")
    os.environ.update(HOME=scratch, TMPDIR=temporary, TORCHINDUCTOR_CACHE_DIR=caches)
    tempfile.tempdir = None  # found anew, from the environment


def _write_if_allowed(path: str, text: str) -> None:
    try:
        _write(path, text)
    except OSError:
        pass  # a hint to the kernel, not a wall


if __name__ == "__main__":
    main()
