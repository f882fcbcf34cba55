"""A site without feeds and lists by tag: a page for each person and an index."""

SITENAME = "people"
SITEURL = ""
TIMEZONE = "UTC"
THEME = "theme"
DEFAULT_DATE = "fs"
FILENAME_METADATA = "(?P<title>.*)"
SLUGIFY_SOURCE = "basename"
DIRECT_TEMPLATES = ["index"]
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = TRANSLATION_FEED_ATOM = None
TAG_SAVE_AS = CATEGORY_SAVE_AS = AUTHOR_SAVE_AS = ""
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "reader"
