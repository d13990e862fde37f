"""Property tests run the same examples every time and are not timed, so that they fail for one reason only."""

from hypothesis import HealthCheck, settings

settings.register_profile("repository", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repository")
