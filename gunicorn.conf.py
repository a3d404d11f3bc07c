"""One process, many threads: slow visitors hold nobody up, and memory stays small."""

import os
import sys

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

_host = os.environ.get("HOST") or "127.0.0.1"
_shown = f"[{_host}]" if ":" in _host else _host

bind = f"{_shown}:{os.environ.get('PORT') or '8000'}"
workers = 1
worker_class = "gthread"
threads = 100
timeout = 60
graceful_timeout = 20
keepalive = 5

# The app itself settles which proxies to believe: INTRANET_TRUSTED_PROXIES.
forwarded_allow_ips = ""

# The app writes one line per request itself, with its id and without private words.
accesslog = None
loglevel = os.environ.get("GUNICORN_LOGLEVEL") or "warning"

# The heartbeat file must not wait for a slow disk.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108

# No second door: gunicorn would open a socket in the home folder.
control_socket_disable = True


def post_worker_init(worker: Worker) -> None:
    """Look on the doorstep, tell where an empty house is set up, begin the chores."""
    # These read the app, which only a worker does, after the fork.
    from intranet.admin.founding import announce_setup  # noqa: PLC0415
    from intranet.core import schedule  # noqa: PLC0415
    from tools import doorstep  # noqa: PLC0415

    hosts = [str(address[0]) for address in worker.cfg.address]
    try:
        doorstep.check(worker.wsgi, hosts)
    except doorstep.StartError as trouble:
        print(trouble, file=sys.stderr, flush=True)  # noqa: T201
        sys.exit(Arbiter.APP_LOAD_ERROR)  # gunicorn ends too, and does not try again
    announce_setup(worker.wsgi)
    schedule.start(worker.wsgi)


def worker_exit(_server: Arbiter, worker: Worker) -> None:
    """Stop the chores; one that is busy may finish."""
    from intranet.core import schedule  # noqa: PLC0415  # as above

    if getattr(worker, "wsgi", None) is not None:
        schedule.stop(worker.wsgi)
