"""The roster: each line that cannot be used gets a sentence, and the others go on."""

import pytest

from autograder.doors.git_roster import read_roster
from autograder.errors import CourseError


def test_rows_are_read_and_each_bad_line_is_named(tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "\ufeffStudent, url ,branch\n"
        "ada,https://host/ada.git,\n"
        "\n"
        "blaise,./blaise.git,work\n"
        "../carl,https://host/carl.git,main\n"
        "dora,,main\n"
        "emil,ext::sh -c id,main\n"
        "frida,https://host/frida.git,a..b\n"
        "gustav,https://host/gustav.git,feedback\n"
        "hilda,https://host/hilda.git,main,more\n"
        "ivan,https://host/ivan.git,main\n"
        "ivan,https://host/other.git,main\n"
        "jana,https://host/jana.git,main\n"
        "karl,https://token@HOST/jana,main\n"
    )
    rows, bad = read_roster(roster)
    assert [(row.student, row.branch) for row in rows] == [("ada", "main"), ("blaise", "work")]
    assert rows[1].url == str(tmp_path / "blaise.git")
    reasons = {line.path.rpartition(":")[2]: line.reason for line in bad}
    assert "student id" in reasons["5"] and "no url" in reasons["6"] and "not an address" in reasons["7"]
    assert "not a branch's name" in reasons["8"] and "where feedback goes" in reasons["9"] and "more cells" in reasons["10"]
    assert "same student as in line 12" in reasons["11"] and "same student as in line 11" in reasons["12"]
    assert "same url as in line 14" in reasons["13"] and "same url as in line 13" in reasons["14"]


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "cannot be read"), (b"student,url\nada,x\n", "lacks branch"), (b"", "lacks student, url, branch"),
     (b"student,url,branch\n\xff\xfe,x,y\n", "not text in UTF-8"), (b'student,url,branch\n"ada,x,y\n', "not CSV")],
)  # fmt: skip
def test_unreadable_roster_is_refused_with_a_sentence(tmp_path, content, words):
    roster = tmp_path / "roster.csv"
    if content is not None:
        roster.write_bytes(content)
    with pytest.raises(CourseError, match=words):
        read_roster(roster)
