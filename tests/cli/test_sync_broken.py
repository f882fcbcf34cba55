"""`karma sync` when it breaks off: files and branch are as before, and the next sync goes on from there."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import count
from shutil import which
from typing import TYPE_CHECKING, Any

import pytest

from karma.cli import output
from karma.files import git as door
from karma.files import lock
from karma.files.git import Ran, Repository
from karma.files.repository import commit
from karma.files.sync import network
from karma.files.sync import sync as steps
from karma.files.sync.network import push
from tests.cli.clones import Clones, add_line, by_hand, clones_of, state, unwrapped
from tests.repositories import git

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cli.shelf import Said
    from tests.repositories import GitShelf


LONG = "---\nname: Mo\n---\n\n" + "She told me a long story.\n" * 400


@pytest.fixture
def clones(gitshelf: GitShelf, tmp_path_factory: pytest.TempPathFactory) -> Clones:
    """Ann's call has arrived, Joe's and Nora's wait: they change the same file."""
    made = clones_of(gitshelf, tmp_path_factory.mktemp("shared"))
    for one, day in zip(made, (10, 11, 12), strict=True):
        one.done("log", "bill", "call", f"2026-11-{day}")
    made.ann.done("sync")
    add_line(made.nora, "ann-lee", "- 2026-11-01 note: not committed")
    return made


@contextmanager
def without_network(clones: Clones) -> Iterator[None]:
    away = clones.bare.with_name("away.git")
    clones.bare.rename(away)
    try:
        yield
    finally:
        away.rename(clones.bare)


def all_is_well(clones: Clones) -> None:
    """Whoever wrote can sync, and every call is with them, once; Ann, who sent hers, has nothing to add."""
    writers = (clones.nora, clones.joe)
    for one in (*writers, clones.nora):
        one.done("sync")
    for one in writers:
        assert [one.text("bill-okafor").count(f"- 2026-11-{day} call\n") for day in (10, 11, 12)] == [1, 1, 1]
    assert clones.nora.dirty() == [" M contacts/ann-lee.md"]


def test_without_a_connection_nothing_changes_and_what_waits_is_counted(clones: Clones) -> None:
    before = state(clones.nora)
    with without_network(clones):
        said = clones.nora.karma("sync")
    assert (said.code, state(clones.nora)) == (5, before)
    assert "karma: No connection to origin:" in said.err
    assert "What you wrote is safe: 1 commit waits here until the next `karma sync`." in said.err
    all_is_well(clones)


def test_cut_between_fetch_and_push_nothing_has_changed(
    clones: Clones, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(clones.nora)

    def cut(*args: Any) -> bool:
        with without_network(clones):
            return push(*args)

    with monkeypatch.context() as patch:
        patch.setattr(steps, "push", cut)
        said = clones.nora.karma("sync")
    assert (said.code, state(clones.nora)) == (5, before)
    all_is_well(clones)


def test_cut_in_the_middle_of_the_push_nothing_has_changed(clones: Clones) -> None:
    """The far side has all objects, and dies before it moves its branch."""
    hook = clones.bare / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nkill -9 $PPID\n", "utf-8")
    hook.chmod(0o755)
    before, there = state(clones.nora), git(clones.bare, "rev-parse", "main")
    said = clones.nora.karma("sync")
    assert (said.code, state(clones.nora), git(clones.bare, "rev-parse", "main")) == (5, before, there)
    hook.unlink()
    all_is_well(clones)


def test_an_answer_that_got_lost_doubles_nothing(clones: Clones, monkeypatch: pytest.MonkeyPatch) -> None:
    """The far side took it, and nobody here heard of it: the next sync only moves forward."""
    before = state(clones.nora)

    def lost(*args: Any) -> bool:
        push(*args)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(steps, "push", lost)
        assert clones.nora.karma("sync").code == 130
    assert state(clones.nora) == before
    taken = git(clones.bare, "rev-parse", "main")
    clones.nora.done("sync")
    assert clones.nora.git("rev-parse", "HEAD") == taken
    all_is_well(clones)


def test_what_the_server_refuses_is_told_in_its_words(clones: Clones) -> None:
    hook = clones.bare / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'closed on Sundays' >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    before = state(clones.nora)
    said = clones.nora.karma("sync")
    assert (said.code, state(clones.nora)) == (5, before)
    assert "origin did not take it: closed on Sundays." in said.err


def test_somebody_quicker_is_merged_too(clones: Clones, monkeypatch: pytest.MonkeyPatch) -> None:
    quicker = iter([clones.joe])

    def late(*args: Any) -> bool:
        for one in quicker:
            one.done("sync")
        return push(*args)

    monkeypatch.setattr(steps, "push", late)
    clones.nora.done("sync")
    assert clones.nora.text("bill-okafor").count("call\n") == 3
    all_is_well(clones)


def test_somebody_always_quicker_ends_it(clones: Clones, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(clones.nora)
    with monkeypatch.context() as patch:
        patch.setattr(steps, "push", lambda *_: False)
        said = clones.nora.karma("sync")
    assert (said.code, state(clones.nora)) == (1, before)
    assert "Others were quicker 5 times." in said.err
    all_is_well(clones)


def test_what_karma_writes_while_it_sends_is_merged_too(
    clones: Clones, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile = iter(["in the meantime"])

    def slow(*args: Any) -> bool:
        done = push(*args)
        for text in meanwhile:
            clones.nora.done("log", "bill", "note", "-m", text)
        return done

    monkeypatch.setattr(steps, "push", slow)
    clones.nora.done("sync")
    assert clones.nora.text("bill-okafor").count("in the meantime") == 1
    all_is_well(clones)


def test_what_an_editor_saves_while_it_sends_is_not_written_over(
    clones: Clones, monkeypatch: pytest.MonkeyPatch
) -> None:

    def slow(*args: Any) -> bool:
        done = push(*args)
        add_line(clones.nora, "bill-okafor", "- 2026-11-02 note: just saved")
        return done

    with monkeypatch.context() as patch:
        patch.setattr(steps, "push", slow)
        said = clones.nora.karma("sync")
    assert said.code == 1
    assert "Changed here and not committed" in said.err
    assert "just saved" in clones.nora.text("bill-okafor")
    clones.nora.git("commit", "--quiet", "--message", "saved", "contacts/bill-okafor.md")
    all_is_well(clones)


def test_files_that_this_computer_cannot_make_leave_all_as_it_was(clones: Clones) -> None:
    """Git writes what it can before it fails: that is taken back, and nothing else."""
    blob = clones.ann.git("hash-object", "-w", "contacts/anna-bell.md")
    name = "contacts/" + "x" * 256 + ".md"  # longer than any file system takes
    clones.ann.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{name}")
    clones.ann.git("rm", "--quiet", "contacts/anna-bell.md")
    clones.ann.put("contacts/aaa.md", "---\nname: Aaa\n---\n")
    clones.ann.git("add", "contacts/aaa.md")
    clones.ann.git("commit", "--quiet", "--message", "a name too long")
    clones.ann.git("push", "--quiet", "origin", "main")
    clones.nora.git("reset", "--quiet", "--keep", "HEAD~1")
    before = state(clones.nora)
    said = clones.nora.karma("sync", "--yes")
    assert (said.code, state(clones.nora)) == (5, before)
    assert "git could not bring the files up to date" in unwrapped(said.err)


FULL = """\
#!/bin/sh
case " $* " in
*" merge "*) {signal}; ulimit -f 8;;
*" checkout-index "*) {restoring};;
esac
exec "{git}" "$@"
"""
"""A git that can write no file of more than a few thousand letters when it brings the files up to date."""


def synced_on_a_full_disk(
    clones: Clones, monkeypatch: pytest.MonkeyPatch, signal: str = "trap '' XFSZ", restoring: str = ":"
) -> Said:
    """Ann has sent a long story, changed another and made a short file; Nora's disk takes only part of it."""
    clones.ann.put("contacts/mo.md", LONG)
    clones.ann.put("contacts/aaa.md", "---\nname: Aaa\n---\n")
    by_hand(clones.ann, "anna-bell", "---\n\n", "---\n\n" + "And a longer one.\n" * 400 + "\n")
    clones.ann.commit_all("long stories")
    clones.ann.git("push", "--quiet", "origin", "main")
    full = clones.bare.with_name("git-on-a-full-disk")
    full.write_text(FULL.format(signal=signal, restoring=restoring, git=which("git")), "utf-8")
    full.chmod(0o755)
    with monkeypatch.context() as patch:
        patch.setattr(door, "program", lambda: str(full))
        return clones.nora.karma("sync")


@pytest.mark.parametrize(("signal", "is_killed"), [("trap '' XFSZ", False), (":", True)])
def test_a_disk_that_is_full_half_way_leaves_all_as_it_was(
    clones: Clones, monkeypatch: pytest.MonkeyPatch, signal: str, is_killed: bool
) -> None:
    """Git fails in the middle of a file, or is killed there and leaves its lock behind."""
    clones.nora.git("reset", "--quiet", "--keep", "HEAD~1")
    before = state(clones.nora)
    said = synced_on_a_full_disk(clones, monkeypatch, signal)
    lock = clones.nora.root / ".git" / "index.lock"
    assert lock.exists() == is_killed
    lock.unlink(missing_ok=True)
    assert (said.code, state(clones.nora)) == (5, before)
    assert "git could not bring the files up to date" in unwrapped(said.err)
    clones.nora.done("sync")
    assert clones.nora.text("mo") == LONG


def test_what_cannot_even_be_put_back_is_named(clones: Clones, monkeypatch: pytest.MonkeyPatch) -> None:
    clones.nora.git("reset", "--quiet", "--keep", "HEAD~1")
    said = synced_on_a_full_disk(clones, monkeypatch, restoring="exit 1")
    assert said.code == 5
    assert "git could not bring back what it had begun to change: contacts/anna-bell.md" in unwrapped(
        said.err
    )
    clones.nora.git("checkout", "HEAD", "--", "contacts/anna-bell.md", "contacts/bill-okafor.md")
    clones.nora.done("sync")
    assert clones.nora.text("mo") == LONG


def _interrupted() -> Ran:
    raise KeyboardInterrupt


def _failed() -> Ran:
    return Ran(128, b"", "fatal: no space left on device")


EVERY_CALL = [pytest.param(how, 1, marks=pytest.mark.slow) for how in (_interrupted, _failed)]


@pytest.mark.parametrize(("how", "step"), [(_interrupted, 7), (_failed, 5), *EVERY_CALL])
def test_wherever_it_is_stopped_it_is_all_or_nothing(
    clones: Clones, monkeypatch: pytest.MonkeyPatch, how: Callable[[], Ran], step: int
) -> None:
    """Each call of git's in turn is not made, or one in a few: interrupted, or failing as on a full disk."""
    run = Repository.run
    before, there = state(clones.nora), git(clones.bare, "rev-parse", "main")
    known = clones.nora.git("rev-parse", "origin/main")
    nothing = 0
    for number in count(0, step):
        calls: list[str] = []

        def counted(
            self: Repository, *args: str, calls: list[str] = calls, number: int = number, **more: Any
        ) -> Ran:
            calls.append(args[0])
            return how() if len(calls) == number + 1 else run(self, *args, **more)

        with monkeypatch.context() as patch:
            patch.setattr(Repository, "run", counted)
            said = clones.nora.karma("sync")
        if len(calls) <= number:
            break
        if (now := state(clones.nora)) == before:
            nothing += 1
            assert said.code or calls[-1] == "maintenance", calls
        else:
            assert clones.nora.text("bill-okafor").count("call\n") == 2, calls
            assert now[1][-1:] == before[1][-1:]
            clones.nora.git("reset", "--quiet", "--keep", before[0])
        git(clones.bare, "update-ref", "refs/heads/main", there)
        clones.nora.git("update-ref", "refs/remotes/origin/main", known)
    assert nothing > 20 / step
    all_is_well(clones)


def test_a_server_that_says_nothing_is_not_waited_for_long(
    clones: Clones, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "STALLED", 0.2)
    monkeypatch.setattr(door, "_FAREWELL", 0.2)
    monkeypatch.setenv("GIT_SSH_COMMAND", "sleep 600;")
    clones.nora.git("remote", "set-url", "origin", "somebody@hub.example:book.git")
    said = clones.nora.karma("sync")
    assert (said.code, "No connection to origin: nothing moved for 0.2 seconds." in said.err) == (5, True)


def test_at_a_terminal_it_says_what_is_waited_for(clones: Clones, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "interactive", lambda: True)
    err = clones.nora.done("sync").err
    assert err.startswith("Fetching from origin …\nSending to origin …\n")


def test_a_hook_has_ended_before_another_karma_gives_up() -> None:
    assert commit.PATIENCE < lock.PATIENCE
