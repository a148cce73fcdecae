"""The dashboard: reads published marts through ``warehouse.access`` and nothing else."""
