//! Rows for people: a table that fits the terminal.
//!
//! Short cells stand side by side, sentences under their row, once where several rows share them:
//!
//! ```text
//! date        participants                  mode   articles
//! ─────────────────────────────────────────────────────────
//! 2021-12-07  Joe Biden and Vladimir Putin  video         6
//!     “Biden and Putin talked by video, both sides said.”
//! ```

use unicode_width::UnicodeWidthStr;

use super::labels::{width, wrapped};

/// Columns from which a cell is prose.
const PROSE: usize = 60;
/// Columns that the cells of a column of prose have on average.
const USUAL_PROSE: usize = 40;
/// Columns up to which a word stands in a column rather than under the row.
const WORD: usize = 24;
/// Columns below which a column is not made narrower, lest its cells become a tower of words.
const NARROW: usize = 20;
/// Columns between columns.
const GAP: usize = 2;
/// What stands in front of lines under a row.
const MARGIN: &str = "    ";

/// A table as wide as the terminal at most; columns without any value are left out.
///
/// Where it would be too wide, cells take several lines, and prose stands under its row.
#[must_use]
pub fn table(header: &[String], rows: &[Vec<String>]) -> String {
    Table::new(header, rows, width(usize::MAX)).print()
}

/// A table of short cells as wide as they are.
#[must_use]
pub fn list(header: &[String], rows: &[Vec<String>]) -> String {
    Table::new(header, rows, usize::MAX).print()
}

/// A column among others.
struct Column {
    index: usize,
    width: usize,
    /// Whether it holds nothing but numbers, which stand at the right.
    number: bool,
}

/// What stands where.
struct Table<'t> {
    header: &'t [String],
    rows: &'t [Vec<String>],
    limit: usize,
    /// Columns side by side.
    beside: Vec<Column>,
    /// Columns of short cells for which there is no room beside the others; under the rows, on one line.
    over: Vec<usize>,
    /// Columns of prose, under the rows.
    below: Vec<usize>,
}

impl<'t> Table<'t> {
    fn new(header: &'t [String], rows: &'t [Vec<String>], limit: usize) -> Self {
        let mut table = Self { header, rows, limit, beside: Vec::new(), over: Vec::new(), below: Vec::new() };
        let filled = |index: &usize| rows.iter().any(|row| !row[*index].is_empty());
        let mut columns: Vec<usize> = (0..header.len()).filter(filled).collect();
        if columns.is_empty() {
            columns = (0..header.len()).collect();
        }
        let digits = |cell: &String| cell.chars().all(|c| c.is_ascii_digit() || c == '.');
        table.beside = columns
            .iter()
            .map(|&index| Column {
                index,
                width: table.widest(index),
                number: rows.iter().all(|row| digits(&row[index])),
            })
            .collect();
        if table.total() > limit {
            // Something has to stand in the rows.
            let all_prose = columns.iter().all(|index| table.is_prose(*index));
            let rest = columns.into_iter().skip(usize::from(all_prose));
            table.below = rest.filter(|index| table.is_prose(*index)).collect();
            table.beside.retain(|column| !table.below.contains(&column.index));
            table.fit();
        }
        table
    }

    /// Makes columns narrower until they fit, and puts under the rows those for which there is no room.
    fn fit(&mut self) {
        let cells = |index: usize| self.rows.iter().map(move |row| &row[index]).chain([&self.header[index]]);
        let usual = |index: usize| cells(index).filter(|cell| longest_word(cell) <= WORD);
        let widths: Vec<(usize, usize)> = self
            .beside
            .iter()
            .map(|column| {
                let widest = usual(column.index).map(|cell| cell.width()).max();
                let word = usual(column.index).map(|cell| longest_word(cell)).max();
                (widest.unwrap_or(0), word.max(widest.map(|widest| widest.min(NARROW))).unwrap_or(0))
            })
            .collect();
        for (column, (widest, _)) in self.beside.iter_mut().zip(&widths) {
            column.width = *widest;
        }
        while self.total() > self.limit {
            let narrow = self.beside.iter_mut().zip(&widths).filter(|(column, (_, least))| column.width > *least);
            if let Some((column, _)) = narrow.max_by_key(|(column, _)| column.width) {
                column.width -= 1;
            } else if self.beside.len() > 1 {
                let column = self.beside.pop();
                self.over.splice(0..0, column.map(|column| column.index));
            } else {
                return;
            }
        }
    }

    /// Columns that those side by side take.
    fn total(&self) -> usize {
        self.beside.iter().map(|column| column.width + GAP).sum::<usize>().saturating_sub(GAP)
    }

    fn widest(&self, index: usize) -> usize {
        let cells = self.rows.iter().map(|row| &row[index]).chain([&self.header[index]]);
        cells.map(|cell| cell.width()).max().unwrap_or(0)
    }

    fn is_prose(&self, index: usize) -> bool {
        let cells = self.rows.iter().map(|row| row[index].width()).filter(|width| *width > 0);
        let (count, sum) = cells.fold((0, 0), |(count, sum), width| (count + 1, sum + width));
        self.widest(index) > PROSE && sum >= USUAL_PROSE * count
    }

    fn print(&self) -> String {
        let mut out = self.line(self.header, &mut Vec::new());
        out += &"─".repeat(self.total());
        out.push('\n');
        let mut under = String::new();
        for row in self.rows {
            let mut left = Vec::new();
            let line = self.line(row, &mut left);
            let below = self.under(row, &left);
            // Rows that have all of this in common show it once, after the last.
            if below != under {
                out += &std::mem::replace(&mut under, below);
            }
            out += &line;
        }
        out += &under;
        out.truncate(out.trim_end().len());
        out
    }

    /// The cells side by side; those that hold too long a word are left over for lines below, the first for one above.
    fn line(&self, row: &[String], left: &mut Vec<usize>) -> String {
        let last = self.beside.iter().rposition(|column| !row[column.index].is_empty());
        let mut cells: Vec<Vec<String>> = Vec::new();
        let mut out = String::new();
        let mut start = 0;
        for (i, column) in self.beside.iter().enumerate() {
            let cell = &row[column.index];
            let word = longest_word(cell);
            // The last cell may stand out to the right.
            let stands_out = word > column.width && Some(i) == last && word <= self.limit.saturating_sub(start);
            let room = if stands_out { self.limit - start } else { column.width };
            if word > room {
                if i == 0 {
                    out = wrapped(cell, self.limit, "");
                } else {
                    left.push(column.index);
                }
                cells.push(Vec::new());
            } else {
                cells.push(wrapped(cell, room, "").lines().map(str::to_owned).collect());
            }
            start += column.width + GAP;
        }
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for i in 0..height {
            let mut line = String::new();
            for (column, lines) in self.beside.iter().zip(&cells) {
                let text = lines.get(i).map_or("", String::as_str);
                let space = " ".repeat(column.width.saturating_sub(text.width()));
                line += &if column.number { space + text } else { text.to_owned() + &space };
                line += &" ".repeat(GAP);
            }
            out += line.trim_end();
            out.push('\n');
        }
        out
    }

    /// What stands under a row, with the names of its columns but for the sentence.
    fn under(&self, row: &[String], left: &[usize]) -> String {
        let name = |index: usize| format!("{}: {}", self.header[index], row[index]);
        let filled = |index: &&usize| !row[**index].is_empty();
        let short: Vec<String> = left.iter().chain(&self.over).filter(filled).map(|index| name(*index)).collect();
        let prose = self.below.iter().filter(filled).map(|index| match self.header[*index].as_str() {
            "sentence" => format!("“{}”", row[*index]),
            _ => name(*index),
        });
        let short = Some(short.join(" · ")).filter(|short| !short.is_empty());
        short.into_iter().chain(prose).map(|text| wrapped(&text, self.limit, MARGIN)).collect()
    }
}

fn longest_word(cell: &str) -> usize {
    cell.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0)
}
