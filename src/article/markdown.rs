//! Markdown as plain text: paragraphs, headings and list items set apart by blank lines, without their markup.
//!
//! `The **two leaders** [met](https://example.org) in Geneva.` becomes `The two leaders met in Geneva.`

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Splits a YAML head (`---` … `---`) off; the text begins after it. `None` where there is no head.
#[must_use]
pub fn front_matter(source: &str) -> Option<(&str, &str)> {
    let rest = source.strip_prefix("---")?;
    let head = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
    let mut at = 0;
    for line in head.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((&head[..at], &head[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// The words of a Markdown document; struck-out words, code, images and HTML tags are left out.
#[must_use]
pub fn plain(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    // How many elements are open whose words do not count.
    let mut hidden = 0_usize;
    for event in Parser::new_ext(source, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Strikethrough | Tag::Image { .. } | Tag::CodeBlock(_)) => hidden += 1,
            Event::End(TagEnd::Strikethrough | TagEnd::Image | TagEnd::CodeBlock) => hidden = hidden.saturating_sub(1),
            Event::InlineHtml(tag) => match tag.as_ref() {
                "<s>" | "<del>" | "<strike>" => hidden += 1,
                "</s>" | "</del>" | "</strike>" => hidden = hidden.saturating_sub(1),
                "<br>" | "<br/>" | "<br />" => text.push('\n'),
                _ => {}
            },
            Event::Text(words) | Event::Code(words) if hidden == 0 => text.push_str(&words),
            Event::SoftBreak if hidden == 0 => text.push(' '),
            Event::HardBreak if hidden == 0 => text.push('\n'),
            Event::Start(Tag::TableCell) => text.push(' '),
            Event::Start(tag) if is_block(&tag) => {
                hidden = 0;
                paragraph(&mut text);
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableRow) | Event::Rule => {
                hidden = 0;
                paragraph(&mut text);
            }
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::Table(_))
}

/// Ends the paragraph, if one is open.
fn paragraph(text: &mut String) {
    let end = text.trim_end().len();
    text.truncate(end);
    if end > 0 {
        text.push_str("\n\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_words_stay() {
        let source = "# Readout\n\nThe **two\nleaders** [met](https://example.org) in <s>Genva</s> \\[Geneva\\].  \n  \nThey\nspoke.\n\n-   *First*\n-   Second\n\n![photo](x.png)\n\n> “Good,” he said.\n";
        let text = "Readout\n\nThe two leaders met in  [Geneva].\n\nThey spoke.\n\nFirst\n\nSecond\n\n“Good,” he said.";
        assert_eq!(plain(source), text);
    }

    #[test]
    fn a_struck_word_left_open_hides_no_later_paragraph() {
        assert_eq!(plain("One <s>two\n\nthree"), "One\n\nthree");
    }

    #[test]
    fn the_head_ends_at_its_closing_line() {
        assert_eq!(front_matter("---\ntitle: A\n---\nText"), Some(("title: A\n", "Text")));
        assert_eq!(front_matter("---\r\ntitle: A\r\n---\r\nText"), Some(("title: A\r\n", "Text")));
        assert_eq!(front_matter("---\n---\n"), Some(("", "")));
        assert_eq!(front_matter("---\ntitle: A\n"), None);
        assert_eq!(front_matter("Text\n---\n---\n"), None);
    }
}
