"""What a person can get wrong, said in a sentence."""


class CourseError(Exception):
    """A fault in what the user gave us: what, where, the rule, and what mends it.

    The command line prints its text without a traceback.
    """
