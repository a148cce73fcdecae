"""One file a page; ``dashboards/app.py`` lists them."""
