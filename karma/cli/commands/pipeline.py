"""`karma pipeline`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli import complete, output
from karma.cli.context import this_run
from karma.cli.errors import WrongUsage
from karma.cli.people import person_to_read
from karma.cli.stages import stage_shown
from karma.core.referrals.pipeline import pipeline_of
from karma.core.referrals.reports import reports_of
from karma.core.referrals.tree import referral_tree
from karma.views.json.pipeline import pipeline as pipeline_json
from karma.views.json.pipeline import referral_tree as tree_json
from karma.views.terminal.pipeline import chosen_lines, pipeline_lines
from karma.views.terminal.pipeline_person import person_referral_lines
from karma.views.terminal.referral_tree import tree_lines

if TYPE_CHECKING:
    from karma.cli.context import Run
    from karma.core.book import Contact
    from karma.core.referrals.referral import Pipeline, Referral


@click.command
@click.argument("who", required=False, shell_complete=complete.people)
@click.option("--stage", metavar="STAGE", shell_complete=complete.stages, help="Only those in this stage.")
@click.option("--giver", metavar="WHO", shell_complete=complete.people, help="Only those that they gave you.")
@click.option("--tree", "as_tree", is_flag=True, help="Who brought whom, with what came of it.")
@click.option("--all", "everything", is_flag=True, help="Long lists in full, and all that have ended.")
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(  # noqa: PLR0913, PLR0917  (each is its own wish)
    who: str | None, stage: str | None, giver: str | None, as_tree: bool, everything: bool, as_json: bool
) -> None:
    """With somebody's name: every referral they are part of, step by step.

    Examples:
      karma pipeline
      karma pipeline jane
      karma pipeline --stage cultivating
      karma pipeline --tree

    """
    here = this_run()
    if sum(map(bool, (who, stage or giver, as_tree))) > 1:
        raise WrongUsage(
            "A person, --stage or --giver, and --tree are three ways to look; one at a time.",
            "karma pipeline --help",
        )
    found = pipeline_of(here.book, here.today)
    if as_tree:
        _tree(here, found, as_json=as_json)
    elif who:
        _person(here, found, person_to_read(here.book, who), as_json=as_json)
    else:
        chosen = _chosen(here, found, stage, giver)
        filtered = bool(stage or giver)
        _show(here, found, chosen, filtered=filtered, everything=everything, as_json=as_json)


def _chosen(here: Run, found: Pipeline, stage: str | None, giver: str | None) -> tuple[Referral, ...]:
    chosen = found.given_by(person_to_read(here.book, giver)) if giver else found.referrals
    if stage is None:
        return chosen
    named = stage_shown(stage)
    return tuple(one for one in chosen if one.stage == named)


def _show(  # noqa: PLR0913  (what is shown, and how)
    here: Run,
    found: Pipeline,
    chosen: tuple[Referral, ...],
    *,
    filtered: bool,
    everything: bool,
    as_json: bool,
) -> None:
    if filtered and not as_json:
        output.put(chosen_lines(chosen, here.book, here.today, output.width()))
        return
    reports = reports_of(found, here.book, here.today)
    if as_json:
        output.put_json(pipeline_json(chosen, reports, here.book, here.today))
    else:
        width = output.width()
        output.put(pipeline_lines(chosen, reports, here.book, here.today, width, everything=everything))


def _tree(here: Run, found: Pipeline, *, as_json: bool) -> None:
    roots = referral_tree(found, here.book)
    if as_json:
        output.put_json(tree_json(roots))
    else:
        output.put(tree_lines(roots, here.book, output.width()))


def _person(here: Run, found: Pipeline, contact: Contact, *, as_json: bool) -> None:
    part_of = [one for one in found.referrals if contact.id in (one.prospect.id, one.giver, one.receiver)]
    if as_json:
        output.put_json(pipeline_json(part_of, None, here.book, here.today))
    else:
        output.put(person_referral_lines(contact, part_of, here.book, here.today, output.width()))
