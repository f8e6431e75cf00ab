//! Text in columns.

/// Columns as wide as their widest cell, but never wider than `max` each; the header is underlined.
pub fn text(header: &[&str], rows: &[Vec<String>], max: &[usize]) -> String {
    let header: Vec<String> = header.iter().map(|cell| (*cell).to_owned()).collect();
    let limit = |column: usize| max.get(column).copied().unwrap_or(usize::MAX);
    let cell =
        |row: &[String], column: usize| shorten(row.get(column).map_or("", String::as_str), limit(column));
    let widths: Vec<usize> = (0..header.len())
        .map(|column| {
            let cells =
                rows.iter().chain(std::iter::once(&header)).map(|row| cell(row, column).chars().count());
            cells.max().unwrap_or(0)
        })
        .collect();
    let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    let mut out = String::new();
    for row in [&header, &rule].into_iter().chain(rows) {
        let cells: Vec<String> = widths
            .iter()
            .enumerate()
            .map(|(column, width)| format!("{:<width$}", cell(row, column)))
            .collect();
        out.push_str(cells.join("  ").trim_end());
        out.push('\n');
    }
    out
}

/// The text, or its beginning with a mark that something is missing; always one line.
pub fn shorten(text: &str, max: usize) -> String {
    let line = text.replace(['\n', '\r', '\t'], " ");
    if line.chars().count() <= max {
        return line;
    }
    line.chars().take(max.saturating_sub(1)).chain(std::iter::once('…')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fit_their_widest_cell_up_to_the_limit() {
        let rows =
            [vec!["a".to_owned(), "short".to_owned()], vec!["bcd".to_owned(), "much too long".to_owned()]];
        let text = text(&["x", "y"], &rows, &[10, 6]);
        assert_eq!(text, "x    y\n───  ──────\na    short\nbcd  much …\n");
    }
}
