"""Starts the AWS emulator with two patches. Run by emulator.ts, which sets its environment.

Both patches replace functions by name, so this program stops with a message if a name is gone: otherwise the fault would silently return.
"""

import sys

from ministack import app
from ministack.services import cloudwatch, sts


def patch(module, name, replacement):
    if not callable(getattr(module, name, None)):
        sys.exit(f"{module.__name__} no longer has {name}: check what this version does, and update emulator.py")
    setattr(module, name, replacement)


# The emulator evaluates every alarm at each PutMetricData and ignores dimensions, M out of N and missing data, so a healthy zone's
# alarm fires with its neighbour's. Our own evaluator (demo/cloudwatch) replaces this.
patch(cloudwatch, "_evaluate_alarm", lambda alarm: None)

# The emulator saves its state but not who assumed which role: after a restart, a client with earlier credentials would silently work
# in another account. So the sessions are saved too.
patch(sts, "get_state", lambda: {"sessions": dict(sts._sessions)})
patch(sts, "load_persisted_state", lambda saved: sts._sessions.update(saved.get("sessions", {})))

app.main()
