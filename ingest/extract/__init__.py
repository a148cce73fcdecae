"""Document to figures: knows finance wording and no file format; pure (no file, database or clock)."""
