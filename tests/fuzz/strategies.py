"""Nearly valid cases for hypothesis: a seed, changed once or a few times."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.fuzz.mutate import mutate
from tests.fuzz.seeds import seeds


def cases(target: str) -> st.SearchStrategy[bytes]:
    """Cases of a target."""

    def changed(data: bytes, times: int, rng: object) -> bytes:
        for _ in range(times):
            data = mutate(target, data, rng)
        return data

    drawn = st.builds(changed, st.sampled_from(seeds(target)), st.integers(1, 4), st.randoms())
    return st.one_of(drawn, drawn, drawn, st.binary(max_size=300))
