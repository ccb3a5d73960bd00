"""Tables of groups of parents that are in no copy, each with the reason."""

LEFT_OUT_OF_GROUPS: dict[str, str] = {
    "group_host": "which parents look after a group; that somebody offered and stopped stands in the log",
    "group_report": "who reported something is not told to who wrote it",
    "group_removal": "names who took something off the page; what was removed is listed with the reason to read there",
    "group_guest": "the work of a member of staff",
}
