"""`python -m autograder.desk`."""

import sys

from autograder.desk.cli import main

sys.exit(main())
