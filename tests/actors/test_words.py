from lib.actors.words import word_rows, word_set


def test_a_list_is_words_between_spaces() -> None:
    assert {"president", "chancellor"} <= word_set("offices")


def test_rows_keep_what_belongs_together() -> None:
    assert ["Igor", "Ihor"] in word_rows("same_given_names")
