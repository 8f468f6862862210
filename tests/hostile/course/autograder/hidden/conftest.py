"""Hidden graders run under the engine's plugin: `pytest autograder/hidden --submission FILE`."""

pytest_plugins = ["autograder.grading.plugin"]
