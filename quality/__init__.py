"""The quality gate: Great Expectations on batches and distributions; its verdict decides publication."""
