"""Briefings: figures frozen with their records, then written as prose, Word and PDF.

`actions.issue` freezes; `prose.document` writes what is frozen, in Chinese or English, from the
templates in `prose/`; the desk, `word` and `pdf` set the same document. Nothing is counted again.
"""
