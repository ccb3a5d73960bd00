"""The locked front-desk screen: it calls for help and logs incidents, and shows nothing back.

A browser is paired once by the office; from then on it can show nothing but /kiosk.
"""
