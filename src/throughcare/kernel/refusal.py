"""A refusal: why something cannot be done, in words that say what to do instead."""


class Refusal(Exception):
    """Raised by an action that must not be carried out as asked.

    ``field`` names what was given and is wrong, so that a page can show the reason
    beside it; None where the whole is refused.
    """

    def __init__(self, because: str, *, field: str | None = None) -> None:
        super().__init__(because)
        self.because = because
        self.field = field
