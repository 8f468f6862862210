"""The zygotes: processes that have everything imported and fork workers.

    judge --control--> base zygote --fork--> slot zygote --fork--> worker (jailed) <--wire--> judge

The base zygote imports once and forks a slot zygote for each judge. A slot zygote builds the file view, enters its
namespaces and then forks one jailed worker after another. Both are trusted: they take commands from their judge alone,
and read nothing from a worker.

Commands are single packets. To the base: `{"slot": uid, ...}` with the slot's control socket. To a slot: `{"spawn":
n, ...}` with the worker's end of the wire, answered with a pidfd; `{"end": n}`, answered with how the worker ended.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from typing import Any

from autograder.sandbox import jail, seccomp
from autograder.sandbox.jail import HOME, WORK, Layers, Limits

MAX_PACKET = 65536
COLLAPSE_EVERY = 32  # forks after which the zygote's own writes have split enough huge pages to matter
KEEP_OPEN = 3


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
    jail.prctl(jail.PR_SET_PDEATHSIG, jail.SIGKILL)
    control = socket.socket(fileno=KEEP_OPEN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the coordinator's to handle
    (settings, _) = receive(control)
    _import_everything()
    _load_mapped(settings["dataset"])
    gc.collect()
    gc.freeze()  # without it, a collection in a worker would copy the whole heap
    jail.collapse_memory()  # once, for all slots: their page tables are copies of this one's
    while (command := receive(control)) is not None:
        message, (descriptor,) = command
        _reap()
        if os.fork() == 0:
            control.close()
            _slot_main(socket.socket(fileno=descriptor), message)
        os.close(descriptor)


def _reap() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def _import_everything() -> None:
    """What a notebook of this course may import, paid once."""
    import importlib

    names = ["numpy", "torch", "torch.utils.data", "torchvision", "pandas", "matplotlib.pyplot", "matplotlib_inline",
             "IPython.display", "IPython.core.inputtransformer2", "landlockpy", "asyncio", "multiprocessing",
             "autograder.sandbox.worker"]  # fmt: skip
    for name in names:
        try:
            importlib.import_module(name)
        except ImportError:
            if name.split(".")[0] in ("numpy", "torch", "autograder", "IPython", "landlockpy"):
                raise
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:  # the first figure finds the fonts
        figure, axes = pyplot.subplots()
        axes.set_title("0")
        figure.canvas.draw()
        pyplot.close(figure)


def _load_mapped(dataset: str | None) -> None:
    """Load the mapped data in a child, so that what it reads besides (the full set's held-out labels) leaves with it."""
    if dataset is None:
        return
    from safetensors.torch import load, save

    from autograder import data
    from autograder.sandbox import worker

    shared = os.memfd_create("mapped")
    if (child := os.fork()) == 0:
        status = 1
        try:
            flat = {f"{n}/{s}/{i}": t for (n, s), ts in data.load_mapped(dataset).items() for i, t in enumerate(ts)}
            with open(shared, "wb", closefd=False) as file:
                file.write(save(flat))
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    if status:
        raise SystemExit("the mapped data cannot be loaded")
    with open(shared, "rb") as file:
        file.seek(0)
        flat = load(file.read())
    for name, split in {tuple(key.split("/")[:2]) for key in flat}:
        parts = sorted(key for key in flat if key.startswith(f"{name}/{split}/"))
        worker.MAPPED[name, split] = tuple(flat[key] for key in parts)


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
    def __init__(self, control: socket.socket, settings: dict[str, Any]) -> None:
        self.control = control
        self.layers = Layers(**settings["layers"])
        self.limits = Limits(**settings["limits"])
        self.data = settings["data"]
        self.uid = settings["uid"]
        path = seccomp.filter_path()
        self.program = path.read_bytes() if path.exists() else b""  # read now: the view does not show it
        self.mode = "plain"
        self.workers: dict[int, int] = {}
        self.forks = 0

    def start(self) -> None:
        """Enter the namespaces where there are any to be had, and serve."""
        jail.prctl(jail.PR_SET_PDEATHSIG, jail.SIGKILL)
        if self.layers.namespaces:
            try:
                self._enter()
            except OSError as error:
                if self.mode == "entered":
                    raise
                send(self.control, {"note": f"no namespaces: {error}"})
        if self.mode != "entered" and os.geteuid() == 0 and self.uid:
            self.mode = "uid"
        self._serve()

    def _enter(self) -> None:
        """Namespaces and file view. A first child does it, so that a refusal leaves this process as it was."""
        attempt = os.fork()
        if attempt:
            _, status = os.waitpid(attempt, 0)
            if os.waitstatus_to_exitcode(status) == 77:
                raise OSError("this kernel or container does not allow them")
            os._exit(0)
        try:
            self._unshare()
        except OSError:
            os._exit(77)
        self.mode = "entered"
        zygote = os.fork()  # the first process of the PID namespace: with it, all of its workers end
        if zygote:
            self.control.close()
            _, status = os.waitpid(zygote, 0)
            os._exit(os.waitstatus_to_exitcode(status) & 0x7F)
        jail.prctl(jail.PR_SET_PDEATHSIG, jail.SIGKILL)

    def _unshare(self) -> None:
        jail.prctl(jail.PR_SET_PDEATHSIG, jail.SIGKILL)
        spaces = jail.NEWPID | jail.NEWIPC | jail.NEWNET | jail.NEWUTS | jail.NEWCGROUP | jail.NEWNS
        if os.geteuid() == 0:
            # The view is bound as root: an interpreter may lie under root's own folder. Then an unused user id.
            jail.unshare(jail.NEWNS)
            if self.layers.view:
                jail.build_view(self.data)
            else:
                self._make_room()
            self._become_mapped(spaces)
        else:
            uid, gid = os.geteuid(), os.getegid()
            jail.unshare(jail.NEWUSER | spaces)
            _write("/proc/self/setgroups", "deny")
            _write("/proc/self/uid_map", f"{jail.INSIDE_ID} {uid} 1")
            _write("/proc/self/gid_map", f"{jail.INSIDE_ID} {gid} 1")
            if self.layers.view:
                jail.build_view(self.data)
            else:
                self._make_room()

    def _make_room(self) -> None:
        """Without the view, a place for the scratch folder."""
        jail.mount("none", "/", flags=jail.MS_REC | jail.MS_PRIVATE)
        jail.mount("tmpfs", "/home", "tmpfs", 0, "mode=0755")
        os.makedirs(WORK, exist_ok=True)

    def _become_mapped(self, spaces: int) -> None:
        """A user namespace whose one user is an unused one outside; its map is written by a child that stayed out."""
        ready = os.pipe()
        target = os.getpid()
        proc = os.open("/proc", os.O_PATH)
        helper = os.fork()
        if helper == 0:
            status = 1
            try:
                os.read(ready[0], 1)
                base = os.open(str(target), os.O_PATH, dir_fd=proc)
                for name in ("uid_map", "gid_map"):
                    with open(os.open(name, os.O_WRONLY, dir_fd=base), "w") as file:
                        file.write(f"{jail.INSIDE_ID} {self.uid} 1")
                status = 0
            finally:
                os._exit(status)
        jail.unshare(jail.NEWUSER | spaces)
        os.write(ready[1], b"x")
        _, status = os.waitpid(helper, 0)
        for end in (*ready, proc):
            os.close(end)
        if status:
            raise OSError("the user map was refused")
        os.setgroups([])
        os.setresgid(jail.INSIDE_ID, jail.INSIDE_ID, jail.INSIDE_ID)
        os.setresuid(jail.INSIDE_ID, jail.INSIDE_ID, jail.INSIDE_ID)
        jail.prctl(jail.PR_SET_DUMPABLE, 1)

    def _serve(self) -> None:
        self.pidfd = os.pidfd_open(os.getpid())
        send(self.control, {"ready": self.mode, "vm": jail.vm_size()})
        while (command := receive(self.control)) is not None:
            match command:
                case {"spawn": number, **options}, [descriptor]:
                    self._spawn(number, descriptor, options)
                case {"end": number}, []:
                    send(self.control, self._end(number))
        os._exit(0)

    def _spawn(self, number: int, descriptor: int, options: dict[str, Any]) -> None:
        self.forks += 1
        if self.forks % COLLAPSE_EVERY == 0:
            jail.collapse_memory()
        if self.mode == "entered":
            jail.unshare(jail.NEWPID)
        worker = os.fork()
        if worker == 0:
            _worker_main(self, descriptor, options)
        if self.mode == "entered":
            jail.setns(self.pidfd, jail.NEWPID)
        os.close(descriptor)
        self.workers[number] = worker
        pidfd = os.pidfd_open(worker)
        send(self.control, {"spawned": number}, [pidfd])
        os.close(pidfd)

    def _end(self, number: int) -> dict[str, Any]:
        worker = self.workers.pop(number)
        try:
            os.kill(worker, signal.SIGKILL)
        except ProcessLookupError:
            pass
        _, status, usage = os.wait4(worker, 0)
        if self.mode == "uid":
            _sweep(self.uid)
        return {"status": status, "cpu_s": usage.ru_utime + usage.ru_stime, "peak_kib": usage.ru_maxrss}


def _sweep(uid: int) -> None:
    """Level 1 has no PID namespace: whatever still runs under the slot's user id is a worker's leftover."""
    if (child := os.fork()) == 0:
        try:
            os.setresuid(uid, uid, uid)
            os.kill(-1, signal.SIGKILL)
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def _write(path: str, text: str) -> None:
    with open(path, "w") as file:
        file.write(text)


# ---- worker -------------------------------------------------------------------------------------------------------


def _worker_main(slot: _Slot, descriptor: int, options: dict[str, Any]) -> None:
    """Jail this process, then serve; never returns."""
    status = 90
    try:
        sock = _prepare(slot, descriptor, options)
        from autograder.sandbox import worker

        status = 91
        worker.serve(sock)
    finally:
        os._exit(status)


def _prepare(slot: _Slot, descriptor: int, options: dict[str, Any]) -> socket.socket:
    layers, limits = slot.layers, slot.limits
    jail.prctl(jail.PR_SET_PDEATHSIG, jail.SIGKILL)
    os.setsid()
    for number in (signal.SIGINT, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    if slot.mode == "entered":
        jail.unshare(jail.NEWNS | jail.NEWIPC)
        jail.mount_worker(limits)
        scratch = WORK
    else:
        scratch = _plain_scratch(slot)
    os.chdir(scratch)
    os.environ.update(HOME=scratch, TMPDIR="/tmp" if slot.mode == "entered" else scratch)
    _keep_only(descriptor)
    _write_if_allowed("/proc/self/oom_score_adj", "1000")
    if slot.mode == "uid":
        os.setgroups([])
        os.setresgid(slot.uid, slot.uid, slot.uid)
        os.setresuid(slot.uid, slot.uid, slot.uid)
    if layers.rlimits:
        room = options.get("memory_mib", limits.memory_mib) * 1024 * 1024
        counted = options.get("counted", False)
        jail.limit_resources(limits, address_space=None if counted else jail.vm_size() + room)
    if layers.landlock:
        _restrict_files(slot, scratch)
    jail.prctl(jail.PR_SET_NO_NEW_PRIVS, 1)
    jail.prctl(jail.PR_SET_DUMPABLE, 0)
    if slot.mode != "plain" or os.geteuid() == 0:
        jail.drop_capabilities()
    if layers.seccomp and slot.program:
        seccomp.load(slot.program)
    return socket.socket(fileno=KEEP_OPEN)


def _restrict_files(slot: _Slot, scratch: str) -> None:
    writable = [scratch, "/dev/null", "/dev/zero", "/dev/full"]
    if slot.mode == "entered":
        jail.restrict_files(["/"] if slot.layers.view else [*jail.visible_paths(), "/proc", HOME],
                            [*writable, "/tmp", "/dev/shm"])  # fmt: skip
    else:
        readable = [*jail.visible_paths(), "/dev/urandom", "/dev/random", "/etc/localtime"]
        jail.restrict_files([*readable, *([slot.data] if slot.data else [])], writable)


def _plain_scratch(slot: _Slot) -> str:
    import tempfile

    folder = tempfile.mkdtemp(prefix="autograder-")
    work = os.path.join(folder, "work")
    os.mkdir(work)
    if slot.data:
        os.symlink(slot.data, os.path.join(folder, "data"))
    if slot.mode == "uid":
        os.chown(work, slot.uid, slot.uid)
        os.chmod(folder, 0o755)
    return work


def _keep_only(descriptor: int) -> None:
    """Standard streams to nowhere, the wire as descriptor 3, all others closed: none of the zygote's is inherited."""
    nowhere = os.open("/dev/null", os.O_RDWR)
    wire = os.dup(descriptor) if descriptor <= KEEP_OPEN else descriptor
    if nowhere <= KEEP_OPEN:
        nowhere = os.dup2(nowhere, 200)
    for stream in range(3):
        os.dup2(nowhere, stream)
    os.dup2(wire, KEEP_OPEN)
    os.closerange(KEEP_OPEN + 1, 1024)


def _write_if_allowed(path: str, text: str) -> None:
    try:
        _write(path, text)
    except OSError:
        pass  # a hint to the kernel, not a wall


if __name__ == "__main__":
    main()
