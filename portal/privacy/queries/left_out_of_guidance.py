"""Tables of guidance and the yearly figures that are in no copy, each with the reason."""

LEFT_OUT_OF_GUIDANCE: dict[str, str] = {
    "guidance_text": "names who wrote what staff do when something happens",
    "safety_plan": "names who put the school's safety plan there",
    "training": "the work of a member of staff",
    "figures_link": "names the leader who made a link to figures without names",
}
