"""Properties are tried with the same examples in every run, so that a run that was green stays green; `--hypothesis-profile=wide` looks further."""

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("wide", max_examples=2_000, deadline=None)
settings.load_profile("same")
