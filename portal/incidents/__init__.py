"""The register: what happened, logged in a minute at the kiosk or at one's own desk, read by those it concerns."""
