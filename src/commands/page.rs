//! A briefing as a page that needs nothing else: Markdown turned into HTML, with a plain style sheet.
//!
//! `page::html("Ukraine", "# Ukraine …")` prints well on paper and keeps the quoted sentences apart.

use pulldown_cmark::{Event, Options, Parser, html};

const STYLE: &str = "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color:#222}\
h1,h2,h3{line-height:1.2}h2{margin-top:2rem;border-bottom:1px solid #ccc}blockquote{margin:.3rem 0 .8rem;\
padding-left:.8rem;border-left:3px solid #9ab;color:#444}li{margin:.3rem 0}code{font-size:.85em;word-break:break-all}\
@media print{body{max-width:none;margin:0}}";

/// A page out of a briefing. What looks like HTML in it is shown, not obeyed.
#[must_use]
pub fn html(title: &str, markdown: &str) -> String {
    let parser = Parser::new_ext(markdown, Options::empty()).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        other => other,
    });
    let mut body = String::new();
    html::push_html(&mut body, parser);
    let mut name = String::new();
    html::push_html(&mut name, [Event::Text(title.into())].into_iter());
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width\">\n<title>{name}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_text_stays_text() {
        let page = html("<b>", "# <script>alert(1)</script>\n\n> a & b\n");
        assert!(!page.contains("<script") && page.contains("&lt;script&gt;"), "{page}");
        assert!(page.contains("<title>&lt;b&gt;</title>") && page.contains("<blockquote>"), "{page}");
    }
}
