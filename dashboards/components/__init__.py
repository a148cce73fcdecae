"""What pages are made of: words, formats, tables, cards, charts. No select here: those are in ``dashboards.queries``."""
