"""Orchestration: settings, the command line, refresh, versions, and read-only access."""
