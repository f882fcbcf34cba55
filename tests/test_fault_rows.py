"""The catalogue of faults: what can go wrong with files, names, git, clocks and pages, and the tests that show it does not.

One row a fault: its number in the catalogue, what happens to the user, and the tests that fail when karma no
longer behaves. A test that is renamed or removed is missed here. Paths are relative to this folder.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

TESTS = Path(__file__).parent
CATALOGUE = {"Y": 21, "P": 11, "F": 7, "C": 11, "G": 13, "D": 7, "H": 11, "L": 4, "W": 7, "S": 8}
"""How many rows each part has: YAML, paths, files, crashes, git, dates, HTML, load, the watcher, the server."""


class Row(NamedTuple):
    """What goes wrong, and the tests that would notice."""

    fault: str
    tests: tuple[str, ...]


# fmt: off
ROWS = {
    "Y01": Row("a birthday that is in no calendar", ("files/test_contact.py::test_a_day_that_does_not_exist_is_reported_and_the_person_stays",)),
    "Y02": Row("a number with a colon, which YAML counts in sixties", ("files/test_contact.py::test_a_phone_is_never_a_number",)),
    "Y03": Row("a phone number with a plus sign", ("files/test_contact.py::test_a_phone_is_never_a_number",)),
    "Y04": Row("a postcode that begins with nought", ("files/test_contact.py::test_a_phone_is_never_a_number",)),
    "Y05": Row("a country called no, a key called on", ("files/test_contact.py::test_a_text_is_what_was_written",
                                                        "files/test_contact.py::test_a_key_of_ones_own_may_be_on_and_keeps_its_value")),
    "Y06": Row("a person called Null, and numbers in disguise", ("files/test_contact.py::test_a_name_may_be_null",
                                                                 "files/test_contact.py::test_a_text_is_what_was_written",
                                                                 "files/test_contact.py::test_a_phone_is_never_a_number")),
    "Y07": Row("a key that stands twice", ("files/test_contact.py::test_of_two_equal_keys_the_first_counts_and_both_lines_are_named",)),
    "Y08": Row("conflict markers of a merge", ("files/test_contact.py::test_a_merge_conflict_shows_both_sides_and_counts_both_logs",
                                               "test_problem_pages.py::test_the_page_says_what_karma_says",
                                               "files/test_write.py::test_a_file_that_is_not_in_order_is_left_alone")),
    "Y09": Row("aliases, anchors, tags and merge keys, up to a bomb", ("files/test_contact.py::test_what_means_more_than_it_says_is_refused_with_its_place",
                                                                       "files/test_contact.py::test_a_bomb_of_merge_keys_is_refused_and_the_name_survives")),
    "Y10": Row("brackets in brackets without end", ("files/test_contact.py::test_what_means_more_than_it_says_is_refused_with_its_place",
                                                    "files/test_faults_front_matter.py::test_a_hundred_thousand_brackets_cost_one_line_and_not_the_person",
                                                    "files/test_faults_front_matter.py::test_depth_is_counted_where_a_flat_value_ends")),
    "Y11": Row("a link without quotes", ("files/test_contact.py::test_a_link_without_quotes_is_understood",
                                         "files/test_contact.py::test_two_links_without_quotes_get_the_exact_fix",
                                         "files/test_fmt.py::test_a_bare_link_gets_its_quotes_and_a_name_its_stem")),
    "Y12": Row("a value that YAML cannot read without quotes", ("files/test_contact.py::test_a_value_that_needs_quotes_is_kept_and_the_fix_is_exact",
                                                                "files/test_contact.py::test_one_bad_item_of_a_list_hides_no_other")),
    "Y13": Row("text behind a # that YAML drops", ("files/test_contact.py::test_text_that_yaml_drops_as_a_comment_is_missed",
                                                   "files/test_contact.py::test_a_comment_meant_as_one_is_no_problem")),
    "Y14": Row("a word behind an & that YAML swallows", ("files/test_faults_front_matter.py::test_a_firm_called_and_sons_keeps_its_first_word",)),
    "Y15": Row("tabs, and a second dialect of YAML", ("files/test_contact.py::test_a_tab_before_a_list_item_is_reported_and_the_item_read",
                                                      "files/test_contact.py::test_a_tab_after_the_colon_is_fine",
                                                      "test_problem_pages.py::test_the_page_says_what_karma_says",
                                                      "test_architecture.py::test_what_is_slow_to_import_has_one_module")),
    "Y16": Row("front matter that is a list, a word, empty or missing", ("files/test_contact.py::test_a_file_without_proper_front_matter_is_still_somebody",
                                                                         "files/test_faults_front_matter.py::test_a_note_may_begin_with_a_rule")),
    "Y17": Row("three hyphens where nothing ends, and none where it should", ("files/test_contact.py::test_rules_in_the_body_and_in_a_block_of_text_end_nothing",
                                                                              "files/test_contact.py::test_a_file_without_proper_front_matter_is_still_somebody")),
    "Y18": Row("control characters, raw and escaped", ("files/test_contact.py::test_an_invisible_sign_is_reported_with_its_line",
                                                       "files/test_field_edit.py::test_what_has_no_clear_meaning_is_refused")),
    "Y19": Row("hostile text that karma itself writes", ("files/test_scalar.py::test_any_text_reads_back_as_itself",
                                                         "files/test_scalar.py::test_what_yaml_would_change_is_quoted",
                                                         "files/test_field_edit.py::test_any_text_is_read_back")),
    "Y20": Row("a tool that writes the whole front matter anew", ("files/test_field_edit.py::test_setting_a_field_and_taking_it_away_changes_nothing_else",
                                                                  "files/test_field_edit.py::test_items_that_stay_keep_their_quotes_and_comments",
                                                                  "files/test_edit.py::test_one_place_of_the_file_changes_and_all_its_other_bytes_stay")),
    "Y21": Row("numbers of five thousand digits", ("files/test_contact.py::test_a_phone_is_never_a_number",)),

    "P01": Row("a name that is a path", ("core/test_names.py::test_the_file_of_a_name",
                                         "exchange/test_import_plan.py::test_a_hostile_name_is_a_name_in_a_file_of_the_book",
                                         "files/test_write.py::test_only_what_stands_under_contacts_is_written",
                                         "files/test_site.py::test_no_name_leads_out_of_the_folder")),
    "P02": Row("names in other scripts, or without any letter", ("core/test_names.py::test_the_file_of_a_name",
                                                                 "core/test_names.py::test_names_without_letters_get_a_stem_of_their_own",
                                                                 "files/test_discover.py::test_letters_of_every_script_are_people")),
    "P03": Row("one accent, spelt in two ways", ("files/test_discover.py::test_two_spellings_of_an_accent_are_one_name",
                                                 "files/test_write.py::test_a_stem_that_somebody_has_is_not_taken_again")),
    "P04": Row("names that differ in capitals only", ("files/test_discover.py::test_two_files_that_other_computers_take_for_one_are_reported",
                                                      "files/test_write.py::test_a_stem_that_somebody_has_is_not_taken_again",
                                                      "files/test_write.py::test_two_new_files_of_one_stem_are_refused_together")),
    "P05": Row("names that Windows cannot hold", ("files/test_discover.py::test_names_that_windows_cannot_hold_are_read_with_a_warning",
                                                  "files/test_write.py::test_names_that_some_computer_cannot_hold_are_never_made")),
    "P06": Row("names that look like options, or have a line break", ("files/test_discover.py::test_a_name_like_an_option_is_read_with_a_warning",
                                                                      "files/test_discover.py::test_a_name_with_a_line_break_is_reported_and_left_alone",
                                                                      "cli/test_writing_commands.py::test_the_editor_gets_the_file_without_a_shell")),
    "P07": Row("names too long for a disk", ("core/test_names.py::test_two_long_names_that_begin_alike_stay_apart",
                                             "core/test_names.py::test_every_stem_is_safe_on_every_disk_and_settled",
                                             "views/test_urls.py::test_a_hostile_name_becomes_a_harmless_one")),
    "P08": Row("a file name in an old encoding", ("files/test_discover.py::test_a_name_that_is_not_utf8_is_shown_escaped_and_left_alone",)),
    "P09": Row("links out of the book, and in circles", ("files/test_discover.py::test_links_out_of_the_book_and_in_circles_are_not_followed",
                                                         "files/test_write.py::test_nothing_is_written_through_other_links")),
    "P10": Row("a link planted where a temporary file will be", ("files/test_atomic.py::test_a_planted_link_cannot_catch_the_temporary_file",)),
    "P11": Row("letters that only look like others, or like none", ("core/test_names.py::test_lookalike_letters_inside_one_word_are_noticed",
                                                                    "files/test_discover.py::test_a_name_that_mixes_alphabets_is_pointed_out",
                                                                    "views/test_hostile.py::test_what_cannot_be_seen_is_written_out",
                                                                    "cli/test_safe_output.py::test_no_command_prints_what_commands_the_terminal")),

    "F01": Row("byte order marks, other line endings, no last newline", ("files/test_contact.py::test_every_line_ending_is_read_the_same",
                                                                         "files/test_contact.py::test_a_byte_order_mark_is_no_part_of_the_text",
                                                                         "files/test_edit.py::test_a_byte_order_mark_stays",
                                                                         "files/test_edit.py::test_the_new_line_ends_as_its_neighbours_do",
                                                                         "files/test_edit.py::test_a_missing_last_newline_stays_missing",
                                                                         "files/test_fmt.py::test_line_endings_stay")),
    "F02": Row("other encodings", ("files/test_discover.py::test_bytes_that_are_no_text_are_reported_with_their_place",
                                   "files/test_write.py::test_a_file_that_is_not_in_order_is_left_alone")),
    "F03": Row("huge files, pipes, folders, files that may not be read", ("files/test_discover.py::test_pipes_folders_and_huge_files_neither_hang_nor_hide_the_others",
                                                                          "test_problem_pages.py::test_the_page_says_what_karma_says")),
    "F04": Row("an empty file, or one of zeros, after a crash", ("files/test_discover.py::test_bytes_that_are_no_text_are_reported_with_their_place",
                                                                 "test_problem_pages.py::test_the_page_says_what_karma_says")),
    "F05": Row("second copies made by sync tools", ("files/test_discover.py::test_a_second_copy_of_a_sync_tool_is_no_second_person",
                                                    "files/test_discover.py::test_a_person_whose_name_ends_in_a_number_is_one")),
    "F06": Row("what editors leave beside a file", ("files/test_discover.py::test_what_an_editor_leaves_is_nobody_and_is_reported",
                                                    "files/test_discover.py::test_the_lock_of_emacs_which_leads_nowhere_is_nobody")),
    "F07": Row("a private file made readable, a link made a file", ("files/test_write.py::test_the_mode_is_kept_and_the_folder_has_no_other_files",
                                                                    "files/test_atomic.py::test_the_mode_of_the_old_file_is_kept",
                                                                    "files/test_write.py::test_a_link_inside_the_book_stays_a_link")),

    "C01": Row("killed while writing", ("files/test_torture.py::test_sixty_kills_damage_nothing_and_lose_nothing_that_was_acknowledged",
                                        "files/test_torture.py::test_an_end_at_any_system_call_leaves_the_old_file_or_the_new_one",
                                        "files/test_torture_moving.py::test_an_end_at_any_system_call_leaves_bill_in_one_place_at_least",
                                        "files/test_torture_commits.py::test_kills_of_karma_and_of_its_git_lose_no_line_and_stop_no_later_commit")),
    "C02": Row("several karmas that write at once", ("files/test_torture.py::test_four_processes_append_a_thousand_lines_and_none_is_lost_or_torn",
                                                     "files/test_lock.py::test_a_lock_file_that_was_deleted_keeps_nobody_out_for_long",
                                                     "files/test_torture_commits.py::test_two_processes_that_log_and_commit_lose_no_line_and_no_commit",
                                                     "files/test_torture_commits.py::test_karma_started_many_times_at_once_loses_no_line_and_no_commit")),
    "C03": Row("a file read while somebody saves it", ("files/test_discover.py::test_a_file_that_is_empty_for_a_moment_is_read_once_more",
                                                       "files/test_write.py::test_a_file_that_is_empty_while_an_editor_saves_it_is_read_once_more",
                                                       "files/test_torture.py::test_four_processes_append_a_thousand_lines_and_none_is_lost_or_torn",
                                                       "files/test_cache.py::test_a_file_that_moves_while_it_is_read_is_not_taken_for_what_it_becomes",
                                                       "files/test_cache.py::test_a_file_that_was_half_written_is_whole_as_soon_as_it_is")),
    "C04": Row("a file that is open in an editor", ("files/test_write.py::test_a_file_that_an_editor_has_open_is_left_alone",
                                                    "files/test_write.py::test_what_somebody_else_saves_in_the_same_moment_wins")),
    "C05": Row("an editor that saves its old text over an entry", ("files/test_recover.py::test_an_editor_that_saves_its_old_text_is_noticed_and_the_entries_can_be_put_back",
                                                                   "files/test_recover.py::test_the_same_entry_twice_is_wanted_twice",
                                                                   "cli/test_writing_commands.py::test_what_an_editor_saved_over_is_reported_and_put_back",
                                                                   "cli/test_writing_commands.py::test_what_was_taken_out_on_purpose_can_be_forgotten")),
    "C06": Row("a full disk", ("files/test_torture.py::test_a_failure_of_any_system_call_changes_nothing_and_says_so",
                               "files/test_torture.py::test_of_several_files_all_are_written_or_none",
                               "files/test_torture_moving.py::test_one_failure_anywhere_leaves_all_as_it_was_or_all_done",
                               "files/test_torture_moving.py::test_a_disk_that_fails_for_good_is_explained_and_bill_stands_somewhere",
                               "files/test_recover.py::test_an_entry_that_a_full_disk_kept_out_is_remembered")),
    "C07": Row("a lock whose holder is gone, or is busy", ("files/test_lock.py::test_a_killed_karma_leaves_no_stale_lock",
                                                           "files/test_lock.py::test_a_second_karma_waits_ten_seconds_and_says_who_is_writing")),
    "C08": Row("Windows does not let go of a file", ("files/test_atomic.py::test_windows_is_given_time_to_let_go",
                                                     "files/test_atomic.py::test_after_two_and_a_half_seconds_the_new_text_is_kept_beside_it",
                                                     "files/test_write.py::test_when_windows_does_not_let_go_the_new_text_is_kept_and_the_others_are_put_back")),
    "C09": Row("the power fails just after “written”", ("files/test_write.py::test_everything_is_on_the_disk_before_it_is_said_to_be_written",)),
    "C10": Row("Ctrl-C, or a pipe that closes, half-way", ("cli/test_exit_codes.py::test_an_interruption_is_130",
                                                           "cli/test_exit_codes.py::test_a_closed_pipe_is_141",
                                                           "files/test_recover.py::test_what_the_user_interrupted_is_not_wanted_back",
                                                           "files/test_faults_crash.py::test_ctrl_c_anywhere_in_an_import_leaves_the_book_as_it_was")),
    "C11": Row("temporary files of a killed karma", ("files/test_atomic.py::test_strays_of_a_dead_karma_are_swept_after_an_hour",
                                                     "files/test_faults_crash.py::test_the_next_command_clears_away_what_a_killed_one_left")),

    "G01": Row("both sides add to the log", ("merging/test_git_faults.py::test_two_calls_on_two_laptops_stand_both_in_the_log",
                                             "merging/test_merges.py::test_what_several_laptops_wrote_comes_together",
                                             "files/merge/test_log.py::test_what_both_sides_appended_stands_by_date",
                                             "files/merge/test_properties.py::test_where_lines_are_only_added_there_is_no_conflict_and_each_event_counts_once",
                                             "files/repository/test_driver.py::test_without_an_answer_of_karma_git_merges_itself")),
    "G02": Row("one field, or two neighbours, changed on both sides", ("merging/test_git_faults.py::test_neighbouring_fields_do_not_meet_and_one_field_twice_is_told_with_its_line",
                                                                       "merging/test_git_faults.py::test_a_double_edit_in_a_rebase_is_told_with_its_line",
                                                                       "files/merge/test_front.py::test_neighbouring_keys_changed_on_either_side_do_not_meet",
                                                                       "files/merge/test_front.py::test_one_key_changed_to_two_values_keeps_both_between_markers")),
    "G03": Row("the same event written down on both sides", ("merging/test_git_faults.py::test_the_same_call_written_down_on_both_sides_is_one_and_twice_on_one_side_stays_two",
                                                             "files/merge/test_log.py::test_the_same_line_on_both_sides_is_one_event",
                                                             "files/merge/test_log.py::test_two_equal_lines_on_one_side_stay_two")),
    "G04": Row("a side with line endings of Windows", ("merging/test_git_faults.py::test_a_laptop_with_windows_line_endings_doubles_nothing",
                                                       "files/merge/test_prose.py::test_a_side_with_other_line_endings_doubles_nothing",
                                                       "cli/test_sync.py::test_a_side_with_other_line_endings_doubles_nothing")),
    "G05": Row("deleted on one side, changed on the other", ("merging/test_git_faults.py::test_whom_one_side_deleted_and_the_other_called_is_asked_about_and_the_file_is_there",
                                                             "cli/test_sync.py::test_what_one_removed_and_the_other_changed_stays",
                                                             "cli/test_resolve.py::test_a_file_that_was_changed_here_and_deleted_there_stays")),
    "G06": Row("another file name on one side, a new line on the other", ("merging/test_git_faults.py::test_a_line_for_somebody_whose_file_got_another_name_finds_it",
                                                                          "files/merge/test_real_git.py::test_a_file_renamed_on_one_side_is_merged_all_the_same")),
    "G07": Row("two new people under one file name", ("merging/test_git_faults.py::test_two_new_people_of_one_file_name_are_never_one",
                                                      "files/merge/test_real_git.py::test_two_people_of_one_name_are_never_merged",
                                                      "files/merge/test_made_twice.py::test_another_name_is_another_person_whatever_else_they_share",
                                                      "cli/test_resolve.py::test_two_people_under_one_file_name_get_a_file_each")),
    "G08": Row("a log that is out of order after a rebase", ("merging/test_git_faults.py::test_after_a_rebase_the_log_counts_by_date_whatever_its_order",)),
    "G09": Row("a repository in the middle of something, or locked", ("cli/test_commits.py::test_in_the_middle_of_a_merge_the_line_is_written_and_not_committed",
                                                                      "files/repository/test_commit_hindered.py::test_what_the_user_is_in_the_middle_of_is_left_alone",
                                                                      "files/repository/test_commit_hindered.py::test_a_lock_that_stays_is_left_where_it_is",
                                                                      "files/test_torture_commits.py::test_while_another_git_holds_the_index_lines_are_written_and_said_not_to_be_committed")),
    "G10": Row("a repository whose own configuration runs programs", ("cli/test_hostile_repository.py::test_nothing_of_it_runs",
                                                                      "cli/test_hostile_repository.py::test_nothing_of_it_runs_where_even_looking_at_a_file_would_run_a_filter",
                                                                      "cli/test_hostile_repository.py::test_the_trap_is_one",
                                                                      "cli/test_doctor.py::test_programs_of_the_repository_are_shown_with_when_they_would_run",
                                                                      "cli/test_sync_stops.py::test_programs_that_came_with_the_repository_are_shown_first")),
    "G11": Row("a repository inside the repository", ("merging/test_git_faults.py::test_a_bare_repository_among_the_files_of_a_clone_runs_nothing",
                                                      "files/test_git_door.py::test_a_bare_repository_is_no_repository_of_a_book",
                                                      "cli/test_hostile_repository.py::test_a_submodule_with_a_configuration_of_its_own_is_not_entered")),
    "G12": Row("a pull after which a fifth of the people are gone", ("cli/test_sync_stops.py::test_more_than_a_fifth_of_the_people_vanish_only_when_it_is_accepted",
                                                                     "cli/test_sync_stops.py::test_more_than_a_fifth_vanish_in_a_merge_too",
                                                                     "core/test_sync_rules.py::test_more_than_a_fifth_is_too_many")),
    "G13": Row("a secret that stands beside what karma commits", ("cli/test_commits.py::test_what_else_is_changed_or_staged_stays_as_it_was",
                                                                  "files/repository/test_commit.py::test_whatever_else_is_changed_staged_removed_or_renamed_stays_so")),

    "D01": Row("a birthday on 29 February", ("files/test_contact.py::test_a_leap_day_is_kept_on_the_28th_in_other_years",
                                             "core/test_standing.py::test_a_birthday_on_the_29th_of_february_is_kept_on_the_28th_in_other_years")),
    "D02": Row("the week in which the clocks change", ("core/test_faults_time.py::test_a_week_in_which_the_clocks_change_has_seven_days",)),
    "D03": Row("a laptop in another time zone", ("core/test_faults_time.py::test_today_is_the_day_where_the_book_is_kept_and_not_where_the_laptop_is",
                                                 "test_architecture.py::test_the_clock_is_read_in_one_module_of_cli")),
    "D04": Row("days with and without a time of day, side by side", ("core/test_faults_time.py::test_every_day_in_a_contact_is_a_plain_date_and_lines_with_and_without_a_time_sort_together",
                                                                     "core/test_faults_time.py::test_a_day_with_a_time_of_day_is_no_day_of_a_field")),
    "D05": Row("the ends of the calendar", ("core/test_dates.py::test_no_sum_of_days_leaves_the_calendar",
                                            "core/test_standing.py::test_the_ends_of_the_calendar_hold",
                                            "files/test_contact.py::test_dates_are_iso_and_the_likely_one_is_suggested")),
    "D06": Row("dates in every other form", ("files/test_contact.py::test_dates_are_iso_and_the_likely_one_is_suggested",
                                             "core/test_dates.py::test_everything_else_is_no_day",
                                             "core/test_dates.py::test_a_suggestion_is_always_a_day")),
    "D07": Row("a clock set back, a day still to come", ("core/test_touch.py::test_a_touch_in_the_future_does_not_count",
                                                         "core/test_faults_time.py::test_a_clock_that_was_set_back_gives_no_negative_days",
                                                         "test_problem_pages.py::test_the_page_says_what_karma_says")),

    "H01": Row("scripts and images as raw HTML in a note", ("views/test_prose.py::test_raw_html_is_text",
                                                            "views/test_hostile.py::test_no_field_can_put_anything_into_a_page")),
    "H02": Row("links that run something", ("views/test_prose.py::test_a_dangerous_address_is_no_link",)),
    "H03": Row("a website field that runs something", ("views/test_urls.py::test_anything_else_is_not",
                                                       "views/test_urls.py::test_no_prefix_makes_a_script_an_address",
                                                       "views/test_hostile.py::test_no_field_can_put_anything_into_a_page")),
    "H04": Row("a name that becomes an attribute", ("views/test_templates.py::test_every_attribute_is_quoted",
                                                    "views/test_templates.py::test_no_value_stands_outside_quotes_in_a_tag")),
    "H05": Row("text that ends a script element", ("views/test_hostile.py::test_no_field_can_put_anything_into_a_page",
                                                   "views/test_templates.py::test_style_and_script_cannot_end_their_element_and_call_nobody",
                                                   "views/test_templates.py::test_only_cleaned_prose_and_the_theme_itself_pass_the_escaping")),
    "H06": Row("images and styles from elsewhere", ("views/test_prose.py::test_an_image_is_a_link",
                                                    "views/test_pages.py::test_the_policy_comes_first_and_allows_only_what_stands_in_the_page")),
    "H07": Row("marks repeated until the parser stands still", ("views/test_guard.py::test_repetition_is_refused",
                                                                "views/test_guard.py::test_a_refused_note_is_shown_as_written",
                                                                "views/test_guard.py::test_what_is_too_long_is_refused")),
    "H08": Row("a list five hundred levels deep", ("views/test_guard.py::test_ten_rules_in_a_list_item_are_no_way_down",)),
    "H09": Row("extensions that blow up", ("views/test_guard.py::test_repetition_is_refused",
                                           "views/test_prose.py::test_attribute_lists_and_definitions_are_text")),
    "H10": Row("attribute lists that add a handler", ("views/test_prose.py::test_attribute_lists_and_definitions_are_text",)),
    "H11": Row("headings that take the name of a part of the page", ("views/test_prose.py::test_headings_follow_those_of_the_page",)),

    "L01": Row("ten thousand people", ("files/test_cache.py::test_an_unchanged_file_is_parsed_once_and_neither_read_again",
                                       "files/test_cache.py::test_after_an_edit_one_file_is_parsed",
                                       "files/test_cache.py::test_an_edit_of_the_same_size_is_never_missed",
                                       "files/test_cache.py::test_whatever_happens_to_the_files_the_book_is_what_they_say")),
    "L02": Row("PyYAML without libyaml", ("test_problem_pages.py::test_the_page_says_what_karma_says",
                                          "files/test_cache.py::test_what_was_read_without_libyaml_is_not_remembered")),
    "L03": Row("a cache that is broken, older, or somebody else's", ("files/test_cache.py::test_no_damage_to_what_is_remembered_changes_the_book",
                                                                     "files/test_cache.py::test_what_another_karma_remembered_is_not_read",
                                                                     "files/test_cache.py::test_what_came_along_with_a_book_from_elsewhere_is_not_read",
                                                                     "cli/test_remembered.py::test_what_is_remembered_is_not_believed_when_it_is_damaged")),
    "L04": Row("one file of five megabytes", ("files/test_discover.py::test_pipes_folders_and_huge_files_neither_hang_nor_hide_the_others",)),

    "W01": Row("events that are lost", ("cli/test_live_loop.py::test_what_no_hint_told_of_is_found_within_thirty_seconds",
                                        "cli/test_live_loop.py::test_what_happens_right_behind_a_build_is_found_within_a_second",
                                        "cli/test_live_loop.py::test_a_hint_without_a_difference_builds_nothing",
                                        "cli/test_watch.py::test_a_storm_of_two_thousand_files_is_built_a_few_times_and_whole",
                                        "files/watching/test_look.py::test_what_keeps_its_size_and_time_is_told_by_its_inode")),
    "W02": Row("a folder that is taken away, or replaced by another", ("files/watching/test_watcher.py::test_a_folder_that_was_replaced_is_missed_and_watched_again",
                                                                       "files/watching/test_watcher.py::test_a_book_that_is_gone_and_back_is_watched_again",
                                                                       "cli/test_live_loop.py::test_while_contacts_is_gone_the_pages_stay",
                                                                       "cli/test_live_loop.py::test_while_the_book_is_gone_the_pages_stay",
                                                                       "cli/test_watch.py::test_whatever_happens_to_the_folders_the_pages_are_those_of_a_full_build")),
    "W03": Row("an exception in the middle of watching", ("files/watching/test_watcher.py::test_when_watchdog_dies_of_an_exception_it_is_noticed",
                                                          "cli/test_live_loop.py::test_a_build_that_fails_is_told_once_and_the_loop_goes_on",
                                                          "cli/test_live_loop.py::test_a_disk_that_has_room_again_is_noticed_without_a_save")),
    "W04": Row("a system that lets nobody watch more folders", ("files/watching/test_watcher.py::test_too_many_watches_are_told_apart",
                                                                "files/watching/test_watcher.py::test_the_books_own_folder_is_watched_last_because_a_refusal_further_down_is_not_told",
                                                                "cli/test_live_loop.py::test_too_many_watches_make_it_look_every_second_and_it_says_so_once")),
    "W05": Row("a file that is read half written", ("cli/test_watch.py::test_after_a_save_the_pages_are_those_of_a_full_build",
                                                    "cli/test_live_loop.py::test_a_file_with_a_new_error_gets_a_second_to_be_mended",
                                                    "cli/test_live_loop.py::test_one_that_is_whole_in_time_was_never_torn",
                                                    "cli/test_live_loop.py::test_a_file_that_is_gone_for_a_moment_is_not_missed",
                                                    "files/watching/test_hints.py::test_every_hint_begins_the_quiet_anew")),
    "W06": Row("git and karma's own pages, watched", ("files/watching/test_watcher.py::test_nothing_else_is_noted",
                                                      "files/watching/test_look.py::test_it_does_not_see_what_a_build_does_not_read",
                                                      "cli/test_watch.py::test_what_it_writes_itself_makes_it_do_nothing")),
    "W07": Row("a disk in the network, which tells nobody", ("cli/test_live_loop.py::test_when_polling_it_waits_until_nobody_writes",
                                                             "cli/test_live_loop.py::test_what_no_hint_told_of_is_found_within_thirty_seconds")),

    "S01": Row("a foreign name that leads to this computer", ("views/serving/test_requests.py::test_whoever_asks_gets_what_the_row_says",
                                                              "views/serving/test_requests.py::test_headers_that_can_be_read_in_two_ways_let_nobody_in",
                                                              "views/serving/test_door.py::test_listening_to_others_lets_no_foreign_name_in")),
    "S02": Row("another web page that asks through your browser", ("views/serving/test_requests.py::test_whoever_asks_gets_what_the_row_says",
                                                                   "views/serving/test_served_pages.py::test_the_policy_in_the_page_forbids_no_more_than_the_one_in_the_header")),
    "S03": Row("paths that lead out of the pages", ("views/serving/test_requests.py::test_whoever_asks_gets_what_the_row_says",
                                                    "views/serving/test_requests.py::test_what_is_no_request_is_none",
                                                    "views/serving/test_served_pages.py::test_a_page_that_no_build_made_is_not_asked_of_the_disk")),
    "S04": Row("a link, or a stranger's file, among the pages", ("files/test_page.py::test_a_link_is_not_followed_wherever_it_stands",
                                                                 "cli/test_serve.py::test_only_pages_of_the_last_build_are_there")),
    "S05": Row("connections on which nothing is said", ("views/serving/test_server.py::test_idle_connections_keep_nobody_out",
                                                        "views/serving/test_server.py::test_a_request_that_trickles_in_is_not_waited_for",
                                                        "views/serving/test_server.py::test_listeners_take_no_place_from_those_who_ask")),
    "S06": Row("a port that is taken, an address that others reach", ("cli/test_serve.py::test_a_port_that_is_taken_leads_to_the_next",
                                                                      "cli/test_serve.py::test_a_host_that_others_reach_has_to_be_meant",
                                                                      "test_command_pages.py::test_the_page_shows_what_the_commands_say")),
    "S07": Row("another user of the computer", ("views/serving/test_door.py::test_nobody_comes_in_without_the_cookie_or_the_link",
                                                "views/serving/test_door.py::test_a_link_works_once_and_the_next_one_is_told",
                                                "views/serving/test_door.py::test_a_wrong_link_is_refused_with_the_way_to_the_right_one")),
    "S08": Row("news of a build, heard by another site", ("views/serving/test_server.py::test_news_are_for_those_who_may_see_the_pages",)),
}
# fmt: on


def test_no_row_of_the_catalogue_is_missing() -> None:
    wanted = [f"{part}{number:02}" for part, rows in CATALOGUE.items() for number in range(1, rows + 1)]
    assert list(ROWS) == wanted


@pytest.mark.parametrize("number", ROWS)
def test_the_tests_of_a_row_exist(number: str) -> None:
    assert ROWS[number].tests
    missing = [node for node in ROWS[number].tests if node.partition("::")[2] not in _tests_in(node)]
    assert missing == [], ROWS[number].fault


def _tests_in(node: str) -> frozenset[str]:
    return _names(node.partition("::")[0])


@cache
def _names(path: str) -> frozenset[str]:
    """The test functions of a file; none when there is no such file."""
    file = TESTS / path
    tree = ast.parse(file.read_text("utf-8")) if file.is_file() else ast.Module([], [])
    return frozenset(
        node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )
