"""Django for the suite: the settings of the product, a database in a folder of its own, cheap password hashes.

`POSTLOTSE_TEST_DATABASE=postgresql` starts a PostgreSQL for the run (tests/stack/postgres_server.py); an address names one
that runs already (password in `PGPASSWORD`).
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from postlotse import settings as product
from postlotse.config.schema import Config, Database, Desk
from tests.stack.postgres_server import CHOICE, shared_url

_folder = Path(tempfile.mkdtemp(prefix="postlotse-tests-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
_choice = os.environ.get(CHOICE, "sqlite")
_url = shared_url() if _choice == "postgresql" else "" if _choice == "sqlite" else _choice
_config = Config(base=_folder, desk=Desk(insecure_cookies=True), database=Database(url=_url) if _url else Database())
_values = product.values(_config, secret_key="tests", database_password=os.environ.get("PGPASSWORD", ""))
if not _url:
    _values["DATABASES"]["default"]["TEST"] = {"NAME": str(_folder / "tests.sqlite3")}
_values["PASSWORD_HASHERS"] = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_values["ALLOWED_HOSTS"] = ["testserver", *_values["ALLOWED_HOSTS"]]
globals().update(_values)
