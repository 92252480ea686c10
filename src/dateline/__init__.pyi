from dateline.library.database import Database as Database
from dateline.library.opening import open_database as open  # noqa: A004

__version__: str
__all__ = ["Database", "open"]
