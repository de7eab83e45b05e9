"""The wiring between nbgrader and this course. `nbgrader ...` and JupyterLab read it when they start in this folder."""

import os
import sysconfig
import warnings
from pathlib import Path

from sqlalchemy.exc import SAWarning

from autograder.grading import gradebook

c = get_config()  # noqa: F821  (supplied by traitlets)
here = Path(__file__).resolve().parent

# nbgrader calls `alembic` by name: find the one of this environment, activated or not.
os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])

# nbgrader's models set off several of these for each submission; they say nothing to a teacher.
warnings.simplefilter("ignore", SAWarning)

# Formgrader, nbgrader's commands and `python -m autograder grade` may write to the gradebook at the same time.
gradebook.wait_for_others()

# The seed of the checks' random inputs. Students see 0; another one for grading keeps answers honest.
os.environ.setdefault("PRIVATE_PIXELS_CLASS_SEED", "0")

c.CourseDirectory.course_id = "private_pixels"
c.CourseDirectory.root = str(here)
c.CourseDirectory.source_directory = "build/source"  # woven from solutions/ by `make course`
c.CourseDirectory.release_directory = "course"
c.Exchange.root = str(here / "build" / "exchange")
c.Exchange.cache = str(here / "build" / "exchange_cache")

c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE"}
c.ClearMarkScheme.enforce_metadata = False  # the schemes stand in locked question cells

# nbgrader copies what lies beside a notebook: links are moved out of its way, and what can't be read.
c.Autograde.pre_convert_hook = "autograder.handed_in.before_autograde"

# A file that can't be read, or cells that are missing, doubled or moved, cost no one the rest of their grade.
c.Autograde.exporter_class = "autograder.preprocessors.TolerantExporter"
c.Autograde.sanitize_preprocessors = [
    "autograder.preprocessors.RestoreCells",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "autograder.preprocessors.GradeAnswers",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# Talk to kernels in cipher, where both sides can: a kernel that must speak plainly warns on stderr, once a submission.
c.KernelManager.transport_encryption = "auto"
