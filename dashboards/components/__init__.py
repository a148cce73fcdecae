"""What pages are made of: words, formats, tables, cards, charts. Selects are in ``dashboards.queries``."""
