"""The room that the names of a network take."""

import pandas as pd

from lib.charts.network_names import label_boxes
from lib.charts.text_metrics import width_of


def test_a_name_takes_the_room_of_its_letters_and_not_of_their_escapes() -> None:
    widths, _ = label_boxes(pd.DataFrame({"actor": ["R&D <Quay>"]}), page=340)
    assert widths.tolist() == [width_of("R&D <Quay>", 16) + 2]
