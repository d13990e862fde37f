"""The patient: the fields of a scenario and the scenario itself."""
