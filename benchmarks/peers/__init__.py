"""Programs that benchmarks compare with."""
