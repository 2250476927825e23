"""What may go wrong by a person's doing: always a sentence, never a traceback."""


class Refused(Exception):  # noqa: N818 - reads aloud: "the action was refused"
    """An action that the rules do not allow. `str()` is a sentence for the person who tried.

    field: the form field that the sentence belongs to, or "" for the whole.
    """

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class NotAllowed(Refused):
    """The member's roles do not cover this."""
