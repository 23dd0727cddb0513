"""Whatever JSON can hold, for items that were never meant to be scored."""

from hypothesis import strategies as st

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def nearly(items, names):
    """Items of which some inputs are anything at all."""
    return st.builds(
        lambda inputs, changes: inputs | changes,
        items,
        st.dictionaries(st.sampled_from(names), ANYTHING, min_size=1),
    )
