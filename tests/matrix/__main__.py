"""`python -m tests.matrix`: a draft of every row that `matrix.md` lacks, to be read and put there."""

import os
import sys


def main() -> None:
    """Nothing is called, and no file is changed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sixin.site.settings")
    import django

    django.setup()
    from tests.matrix import drafting, table

    for title, lines in drafting.missing().items():
        drafted = table.write(drafting.HEADS[title], lines) if lines else "Nothing is missing."
        sys.stdout.write(f"## {title}\n\n{drafted}\n\n")


if __name__ == "__main__":
    main()
