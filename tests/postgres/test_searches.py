"""What is typed into a search finds on PostgreSQL what it finds on SQLite."""

from tests.licensing.test_found_in_every_spelling import (
    test_the_desk_finds_a_case_in_all_usual_spellings,
    test_the_public_list_finds_a_holder_a_code_and_a_document_and_answers_whatever_is_typed,
    test_the_register_finds_a_certificate_in_all_usual_spellings,
    test_whatever_is_searched_signs_find_nothing_nothing_finds_all_and_no_page_fails,
)

__all__ = [
    "test_the_desk_finds_a_case_in_all_usual_spellings",
    "test_the_public_list_finds_a_holder_a_code_and_a_document_and_answers_whatever_is_typed",
    "test_the_register_finds_a_certificate_in_all_usual_spellings",
    "test_whatever_is_searched_signs_find_nothing_nothing_finds_all_and_no_page_fails",
]
