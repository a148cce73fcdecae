"""Plants errors in consistent reports and judges what the checks say of them.

``slips`` and ``plant`` know only :mod:`bench.documents`; ``judging`` knows only the columns of a finding.
"""
