"""What the operating system refuses, in words and with an exit code."""

import errno
from collections.abc import Mapping

from paritrana.problems import ConflictError, ParitranaError, UsageError

_WORDS: Mapping[int, str] = {
    errno.ENOENT: "errors.no_file",
    errno.ENOTDIR: "errors.not_a_folder",
    errno.EEXIST: "errors.not_a_folder",
    errno.EISDIR: "errors.is_a_folder",
    errno.ENAMETOOLONG: "errors.long_name",
    errno.EINVAL: "errors.bad_name",
    errno.EACCES: "errors.no_access",
    errno.EPERM: "errors.no_access",
    errno.EROFS: "errors.no_access",
    errno.ENOSPC: "errors.disk_full",
    errno.EDQUOT: "errors.disk_full",
}
_SHARING = frozenset({32, 33})
"""What Windows says of a file that another program holds."""


def refused_by_system(error: OSError) -> ParitranaError:
    """The refusal of the operating system as one of ours; the path is named where the system names it."""
    path = str(error.filename or "")
    if getattr(error, "winerror", None) in _SHARING:
        return ConflictError("errors.open_elsewhere", path=path)
    if error.errno is not None and error.errno in _WORDS:
        return UsageError(_WORDS[error.errno], path=path)
    return UsageError("errors.system", path=path, read=error.strerror or str(error))
