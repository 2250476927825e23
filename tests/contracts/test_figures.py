"""What the documentation says of figures is what the code counts."""

from sixin.indicators import documenting
from sixin.indicators.catalogue import CATALOGUE
from tests.contracts import tree


def test_the_page_of_figures_is_what_the_command_prints():
    assert tree.text(tree.Path("docs/figures.md")) == documenting.as_markdown()


def test_every_figure_has_words_a_source_and_a_version():
    wordless = [
        figure.code
        for figure in CATALOGUE.values()
        if not (str(figure.name) and str(figure.definition) and str(figure.source))
        or figure.version < 1
    ]
    assert wordless == []
