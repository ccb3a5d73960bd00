"""Tables about news, contact and rounds as staff work with them: in no copy, each with the reason."""

LEFT_OUT_OF_NEWS: dict[str, str] = {
    "first_told": "that a message was sent; the message itself is listed",
    "new_times": "the work of a teacher team",
    "contact_plan": "how often a class's teachers are in touch with every home; it names who set it",
    "contact_reminder": "that a teacher was reminded of a class; the message itself is theirs",
    "phrase_draft": "what a teacher is still writing: of no family",
    "own_phrase": "a phrase of the school, with who on the staff wrote it",
    "occasion": "written for many families; it names who on the staff made it",
    "digest": "that news was gathered; the message itself is listed",
    "post_reminder": "that a reminder of news was sent; the message itself is listed",
    "post_reminding": "names the teacher who asked for a reminder",
    "post_earlier": "what a letter for a whole class said before it was changed",
    "draft": "what a member of staff is writing for a whole class; nobody was told yet",
}
