"""Places: where the characters of a passage stand."""

from formlint.documents import Passage, Piece, Place, TextSpot

FIRST, LAST = TextSpot(1, 1, 2), TextSpot(3, 1, 3)
BLANK = Piece(2, 2, TextSpot(2, 1, 0))  # an empty line between two others


def test_an_empty_line_before_the_characters_is_no_part_of_their_place() -> None:
    passage = Passage("共有50分", (Piece(0, 2, FIRST), BLANK, Piece(2, 5, LAST)))
    assert passage.place(3, 5) == Place((TextSpot(3, 2, 2),))


def test_an_empty_cell_has_a_place() -> None:
    assert Passage("", (Piece(0, 0, FIRST),)).place() == Place((FIRST,))


def test_a_spot_that_two_pieces_share_is_told_once() -> None:
    passage = Passage("共有50分", (Piece(0, 2, FIRST), Piece(2, 5, FIRST)))
    assert passage.place() == Place((FIRST,))


def test_characters_within_one_piece_have_a_part_of_its_place() -> None:
    passage = Passage("：50分", (Piece(1, 4, LAST),))
    assert passage.place(1, 3) == Place((TextSpot(3, 1, 2),))


def test_characters_that_no_piece_covers_have_no_place() -> None:
    passage = Passage("：50分", (Piece(1, 4, LAST),))
    assert passage.place(0, 1) == Place()


def test_no_characters_have_no_place_in_whatever_piece_they_would_stand() -> None:
    passage = Passage.join((Passage.at("培训", FIRST), Passage.at("人次", FIRST)))
    assert passage.place(1, 1) == passage.place(2, 2) == Place()


def test_joined_passages_know_where_each_of_their_characters_stands() -> None:
    joined = Passage.join((Passage.at("共有", FIRST), Passage.at("50分", LAST)), "\n")
    assert joined == Passage("共有\n50分", (Piece(0, 2, FIRST), Piece(3, 6, LAST)))
