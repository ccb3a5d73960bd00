"""The office: which screens are kiosks, which messages did not arrive, and how the school stands in the portal."""
