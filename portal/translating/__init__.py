"""Turns plain words of one language into another with an engine, when the school has one; it knows no posts.

Used by what may be read by every family of a class; what concerns one child or one incident never comes here.
"""
