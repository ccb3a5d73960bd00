"""What a copy says about how somebody comes in: devices, links and proofs, and nothing that opens a door."""

from sqlalchemy import select

from portal.accounts.models import CodeApp, KnownDevice, Passkey, RecoveryCode, Secret, SignInLink, UserSession
from portal.accounts.queries.sessions import words_for_device
from portal.db import db
from portal.school.models import Person


def exported_of(person: Person) -> list[dict]:
    """Devices, the links that were asked for, and which proofs there are, each with its times."""

    def own(model, *order):
        query = select(model).where(model.person_id == person.id).order_by(*order or (model.id,))
        return db.session.scalars(query).unique()

    return [
        *({"device": words_for_device(each.browser, each.system), "started_at": each.started_at,
           "seen_at": each.seen_at, "ended_at": each.revoked_at} for each in own(UserSession)),
        *({"known_device": each.seen_at} for each in own(KnownDevice)),
        *({"link_made_at": each.made_at, "used_at": each.used_at} for each in own(SignInLink)),
        *({"proof": each.kind, "set_at": each.set_at} for each in own(Secret, Secret.kind)),
        *({"passkey": each.name, "set_at": each.made_at, "used_at": each.used_at} for each in own(Passkey)),
        *({"code_app": each.confirmed_at} for each in own(CodeApp)),
        *({"paper_code": each.made_at, "used_at": each.used_at} for each in own(RecoveryCode)),
    ]  # fmt: skip
