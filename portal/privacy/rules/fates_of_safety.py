"""What becomes of ties to people in the register and in all that follows an incident."""

from portal.privacy.rules.fates_of_measures import OF_MEASURES
from portal.privacy.rules.fates_of_recovery import OF_RECOVERY
from portal.privacy.rules.fates_of_register import OF_REGISTER

OF_SAFETY = OF_MEASURES | OF_REGISTER | OF_RECOVERY
