"""What gunicorn and the flask command start: the house, put together."""

from __future__ import annotations

import sys

from intranet import create_app
from intranet.config import SettingError

try:
    app = create_app()
except SettingError as trouble:
    sys.exit(str(trouble))
