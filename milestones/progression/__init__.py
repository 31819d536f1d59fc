"""The progression of pre-crawling movements, and what a log says of it.

Pure: the standard library and gettext_lazy only. No database, no request, no clock: "today" is passed in.
"""
