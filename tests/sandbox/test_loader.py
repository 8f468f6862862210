import sys

import pytest
import torch

from autograder.sandbox import loader
from autograder.sandbox.loader import Namespace, State, describe, load_cells, new_module, offer_as_d2l, run_probe


@pytest.fixture
def module():
    return new_module("submission")


def load(module, *sources, cell_cpu_s=None):
    return load_cells([(f"c{i}", source) for i, source in enumerate(sources)], module, cell_cpu_s)


def test_load_cells_later_cells_see_earlier_ones_and_the_last_definition_wins(module):
    assert load(module, "x = 1\ndef f(): return x", "x = 2", "def f(): return x + 1") == []
    assert module.f() == 3


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline\nok = 1",
        "!pip install torch\nok = 1",
        "files = !ls\nok = 1",
        "%%time\nok = 1",
        "import asyncio\nawait asyncio.sleep(0)\nok = 1",
        "display(3)\nok = 1",
        "get_ipython().ast_node_interactivity\nok = 1",
        "ok = 1\nok?",
    ],
)
def test_load_cells_notebook_syntax_does_not_break_loading(module, source):
    assert load(module, source) == []
    assert module.ok == 1


def test_load_cells_unknown_cell_magic_is_left_out(module):
    assert load(module, "%%bash\nrm -rf nothing", "ok = 1") == []
    assert module.ok == 1


@pytest.mark.parametrize(
    ("source", "kind", "line"),
    [
        ("x = 1\n1 / 0", "ZeroDivisionError", 2),
        ("def f(:\n  pass", "SyntaxError", 1),
        ("raise SystemExit", "SystemExit", 1),
        ("raise KeyboardInterrupt", "KeyboardInterrupt", 1),
        ("def f():\n  return g()\nf()", "NameError", 2),
        ("x = 'a\0b'", "SyntaxError", None),
    ],
)
def test_load_cells_error_costs_its_cell_only(module, source, kind, line):
    (error,) = load(module, source, "ok = 1")
    assert (error.type_name, error.cell) == (kind, "c0") and (line is None or error.line == line)
    assert module.ok == 1


def test_load_cells_endless_cell_is_cut_short(module):
    (error,) = load(
        module, "while True:\n    try:\n        pass\n    except Exception:\n        pass", "ok = 1", cell_cpu_s=0.1
    )
    assert "time limit" in error.text and module.ok == 1


def test_describe_exception_whose_text_raises_is_left_without(module):
    class Mean(Exception):
        def __str__(self):
            raise RuntimeError

    assert describe(Mean()).text == ""


def test_describe_long_text_is_cut():
    assert len(describe(ValueError("x" * 10_000)).text) == loader.MAX_REPORT


def test_describe_names_the_notebooks_line_not_the_librarys(module):
    load(module, "import torch\ndef f():\n    return torch.ones(2) @ torch.ones(3)")
    try:
        module.f()
    except RuntimeError as error:
        found = describe(error)
    assert (found.cell, found.line, found.code) == ("c0", 3, "return torch.ones(2) @ torch.ones(3)")


def test_run_probe_sees_the_namespace_and_the_provided_names(module):
    load(module, "def double(x): return 2 * x")
    source = "def probe(code, x):\n    return torch.as_tensor(code.double(np.float64(x)) + math.pi - math.pi)\n"
    assert run_probe(source, "probe", Namespace(module), [3]) == 6


def test_namespace_assignment_reaches_the_functions_of_the_module(module):
    load(module, "def outer(): return inner()\ndef inner(): return 1")
    Namespace(module).inner = lambda: 2
    assert module.outer() == 2


def test_namespace_missing_name_is_a_name_error(module):
    with pytest.raises(NameError, match="softmax is not defined"):
        Namespace(module).softmax


def test_state_reset_restores_globals_modes_and_seeds(module):
    load(module, "x = 1")
    state = State(module)
    state.reset(5)
    first = torch.rand(3)
    module.x, module.y = 2, 3
    torch.set_grad_enabled(False)
    torch.set_default_dtype(torch.float64)
    state.reset(5)
    assert module.x == 1 and not hasattr(module, "y")
    assert torch.is_grad_enabled() and torch.get_default_dtype() is torch.float32
    assert torch.equal(torch.rand(3), first)


def test_state_reset_closes_figures(module):
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    state = State(module)
    plt.figure()
    state.reset(1)
    assert plt.get_fignums() == [] and "matplotlib.pyplot" in sys.modules


def test_offer_as_d2l_names_the_notebook_itself(module, monkeypatch):
    for name in ("d2l", "d2l.torch"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    offer_as_d2l(module)
    load(module, "from d2l import torch as d2l\ndef double(x): return 2 * x\ndef four(x): return d2l.double(d2l.double(x))")
    assert module.four(1) == 4
    Namespace(module).double = lambda x: x
    assert module.four(1) == 1
    with pytest.raises(AttributeError, match=r"d2l\.sgd is not defined in this notebook"):
        module.d2l.sgd
    for name in ("d2l", "d2l.torch"):
        monkeypatch.delitem(sys.modules, name)


@pytest.mark.parametrize("expression", [
    "X @ X", "torch.mm(X, X)", "getattr(torch, 'mat' + 'mul')(X, X)", "eval('X @ X')", "torch.ops.aten.mm(X, X)",
])  # fmt: skip
def test_operators_used_sees_through_names(module, expression):
    source = f"def probe(code, X):\n    with operators_used() as used:\n        {expression}\n    return sorted(used)\n"
    assert "mm" in run_probe(source, "probe", Namespace(module), [torch.eye(2)])


def test_operators_used_sees_what_leaves_torch(module):
    source = (
        "def probe(code, X):\n    with operators_used() as used:\n        X.numpy()\n        np.asarray(X)\n    return used\n"
    )
    assert {"numpy", "__array__"} <= run_probe(source, "probe", Namespace(module), [torch.eye(2)])
