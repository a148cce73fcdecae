"""Consistent reports made from random but consistent numbers, in our own sentences.

Nothing in here knows how Mingzhang reads or judges: this package has its own model of what a report prints (numbers
and the relations between them) and imports nothing from the other packages.
"""
