"""Settings of all runs of pytest, those of the notebooks too."""

import os

# Kernels inherit this: what somebody has solved here must not change what a test sees.
os.environ["MLCALC_PROGRESS"] = "off"
