"""From a file's bytes to raw tables: readers know formats, extract knows finance wording, load writes."""
