"""What is fixed about the demo: the cast's keys, their addresses, and the secrets that everybody may know."""

DOMAIN = "regenboog.example"
PASSWORD = "a-demo-password-for-all"
PIN = "246810"
PARENTS = ("amina", "bart", "dana", "pawel", "olena")
STAFF = ("celik", "jansen", "vos", "noor", "ravi", "elif", "head", "sam", "office")
