"""Ukrainska Pravda: authors sign at the end of the text too, and sources stand beside pictures."""

from datetime import date

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("pravda.com.ua",),
        since=date(2020, 1, 1),
        clock="Europe/Kyiv",
        cut={
            ".post_article_social, .post_news_social": "share",
            ".advtext1, .advtext2, .advtext_mob": "note",
            ".section_other_news, .section_news_main": "related",
            ".article_label_adv": "ad",
            "//*[@class = 'post_news_text' or @class = 'post_article_text']/p[position() > 1]"
            "[count(*) = 1][starts-with(normalize-space(), 'Читай')]": "read more",
        },
        keep={
            ".post_article_title, .post_news_title": "headline",
            ".post_article_author, .post_news_author": "byline",
            "//*[@class = 'post_article_text' or @class = 'post_news_text']/p[last()][strong/em]": "byline",
            ".image-box__caption, .post_news_photo_captain": "caption",
            ".image-box__author, .post_news_photo_source, .post_article_header_media_source": "credit",
        },
        read={
            "authors": ".post_author_name, .post_news_author a",
            "tags": ".post_news_tags a",
        },
    ),
)
