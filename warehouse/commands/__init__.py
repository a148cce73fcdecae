"""The commands: thin functions that turn arguments into calls and results into lines."""
