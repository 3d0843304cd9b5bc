"""Settings of all tests."""

from hypothesis import HealthCheck, settings

# The same examples in every run, and no limit of time for one: shared machines are slow at times.
settings.register_profile(
    "course",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("course")
