"""The merged cells of one sheet, by any place in them."""

from collections.abc import Sequence

from paritrana.form.cells import Book
from paritrana.form.found import Place


class Merged:
    """Which cells of a sheet are one."""

    def __init__(self, book: Book, sheet: str) -> None:
        look = book.content.get(sheet)
        self._corners = look.beneath if look else {}
        self._areas: dict[Place, list[Place]] = {}
        for place, corner in self._corners.items():
            self._areas.setdefault(corner, [corner]).append(place)

    def corner(self, place: Place) -> Place:
        """The cell that shows what stands at a place; the place itself where nothing is merged."""
        return self._corners.get(place, place)

    def area(self, place: Place) -> Sequence[Place]:
        """All places of the merged cell a place lies in, its corner first; the place alone where nothing is merged."""
        corner = self.corner(place)
        return self._areas.get(corner, (corner,))
