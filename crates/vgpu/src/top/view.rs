//! The picture on a terminal.

use ratatui::Frame;
use ratatui::layout::{Alignment, Constraint, Layout};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Text};
use ratatui::widgets::{Cell, Paragraph, Row, Table, TableState};

use super::format::{COLUMNS, cells, summary};
use super::picture::Picture;
use super::sort::Key;

/// Widths of the columns; the program gets what is left.
const WIDTHS: [u16; 13] = [7, 8, 7, 8, 8, 8, 8, 8, 7, 5, 8, 6, 9];

/// What is shown, and what of it the user has chosen.
#[derive(Debug)]
pub struct View {
    picture: Picture,
    /// Why there is no newer picture.
    trouble: Option<String>,
    sort: Key,
    /// The chosen session, which stays chosen when the order changes.
    chosen: Option<u64>,
    table: TableState,
}

impl View {
    /// Shows `picture`.
    pub fn new(picture: Picture, sort: Key) -> Self {
        let mut view = Self { picture, trouble: None, sort, chosen: None, table: TableState::default() };
        view.arrange();
        view
    }

    /// There is a newer picture, or a reason why there is none.
    pub fn update(&mut self, read: Result<Picture, String>) {
        match read {
            Ok(picture) => (self.picture, self.trouble) = (picture, None),
            Err(why) => self.trouble = Some(why),
        }
        self.arrange();
    }

    /// Orders by the next key.
    pub fn sort_by_next(&mut self) {
        self.sort = self.sort.next();
        self.arrange();
    }

    /// Chooses the session so many rows further down.
    pub fn step(&mut self, rows: isize) {
        let last = self.picture.sessions.len().saturating_sub(1);
        let place = match self.table.selected() {
            Some(place) => place.saturating_add_signed(rows).min(last),
            None if rows > 0 => 0,
            None => last,
        };
        self.chosen = self.picture.sessions.get(place).map(|row| row.session);
        self.arrange();
    }

    fn arrange(&mut self) {
        self.sort.sort(&mut self.picture.sessions);
        let chosen = |chosen| self.picture.sessions.iter().position(|row| row.session == chosen);
        self.table.select(self.chosen.and_then(chosen));
    }

    /// Draws everything.
    pub fn draw(&mut self, frame: &mut Frame<'_>) {
        let lines: Vec<Line<'_>> = summary(&self.picture).into_iter().map(Line::from).collect();
        let heights = [lines.len() as u16, 1, 0, 1];
        let [above, gap, middle, below] = Layout::vertical([
            Constraint::Length(heights[0]),
            Constraint::Length(heights[1]),
            Constraint::Min(heights[2]),
            Constraint::Length(heights[3]),
        ])
        .areas(frame.area());
        frame.render_widget(Paragraph::new(lines), above);
        if let Some(why) = &self.trouble {
            let style = Style::new().add_modifier(Modifier::BOLD);
            frame.render_widget(Paragraph::new(why.as_str()).style(style), gap);
        }

        let reversed = Style::new().add_modifier(Modifier::REVERSED);
        let cell = |text: String, is_right: bool| {
            Cell::from(Text::from(text).alignment(if is_right { Alignment::Right } else { Alignment::Left }))
        };
        let header = Row::new(COLUMNS.map(|(name, is_right)| cell(name.to_owned(), is_right)));
        let rows = self.picture.sessions.iter().map(|row| {
            Row::new(cells(row).into_iter().zip(COLUMNS).map(|(text, (_, is_right))| cell(text, is_right)))
        });
        let widths = WIDTHS.map(Constraint::Length).into_iter().chain([Constraint::Min(10)]);
        let table = Table::new(rows, widths)
            .header(header.style(reversed))
            .row_highlight_style(Style::new().add_modifier(Modifier::BOLD))
            .highlight_symbol(">");
        frame.render_stateful_widget(table, middle, &mut self.table);

        let keys = format!("q quit   s sort (by {})   j/k choose", self.sort.name());
        frame.render_widget(Paragraph::new(keys), below);
    }
}

#[cfg(test)]
mod tests {
    use link::gauges::Figures;
    use link::overview::Live;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    use super::*;
    use crate::top::device::{Device, Memory};
    use crate::top::picture::{Users, tests::overview};

    fn shown(view: &mut View, width: u16, height: u16) -> String {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("terminal");
        terminal.draw(|frame| view.draw(frame)).expect("draw");
        let buffer = terminal.backend().buffer();
        let line = |y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..height).map(line).collect::<Vec<_>>().join("\n")
    }

    fn view() -> View {
        let live = |session, uid, program: &str, scale: u64| Live {
            session,
            pid: 4000 + session as u32,
            uid,
            program: program.into(),
            worker_pid: 9,
            started_unix_ms: 1_000_000 - session * 100_000,
            figures: Figures {
                launches: 12_345 * scale,
                frame_bytes: scale << 20,
                reply_bytes: scale << 10,
                serving_us: 125_000 * scale,
                memory: scale << 30,
                memory_peak: scale << 31,
                failed: scale,
                ring_bytes: scale,
                ring_len: 8,
                window_bytes: 64 << 20,
                ..Figures::default()
            },
            ..Live::default()
        };
        let mut guest = live(2, 1000, "/usr/bin/ollama runner", 1);
        guest.machine = "vm1".into();
        let after = overview(1_000_000, &[live(1, 0, "/usr/bin/python3 train.py", 4), guest]);
        let device = Device {
            index: 0,
            name: "NVIDIA H200".into(),
            memory: Some(Memory { total: 140 << 30, used: 5 << 30 }),
            busy_percent: Some(61),
        };
        let users = Users::from([(0, "root".to_owned()), (1000, "ann".to_owned())]);
        View::new(Picture::new(Some(&overview(0, &[])), &after, vec![device], &users), Key::Launches)
    }

    #[test]
    fn sessions_stand_in_columns_below_the_totals() {
        let mut view = view();
        view.step(1);
        assert_eq!(shown(&mut view, 140, 9), include_str!("view.golden.txt").trim_end());
    }

    #[test]
    fn a_chosen_session_stays_chosen_in_another_order() {
        let mut view = view();
        view.step(1);
        assert_eq!((view.chosen, view.table.selected()), (Some(1), Some(0)));
        for _ in 0..5 {
            view.sort_by_next();
        }
        assert_eq!(view.sort, Key::Age);
        view.step(1);
        assert_eq!(view.chosen, Some(2));
        view.sort_by_next();
        assert_eq!((view.sort, view.table.selected()), (Key::User, Some(0)), "ann comes before root");
        view.step(100);
        assert_eq!(view.chosen, Some(1));
        view.step(-100);
        assert_eq!(view.chosen, Some(2));
        view.update(Ok(Picture::default()));
        view.step(1);
        assert_eq!((view.chosen, view.table.selected()), (None, None));
    }

    #[test]
    fn trouble_is_told_above_the_last_picture_and_any_size_will_do() {
        let mut view = view();
        view.update(Err("cannot ask the mediator".into()));
        let text = shown(&mut view, 80, 9);
        assert!(text.contains("cannot ask the mediator") && text.contains("root"), "{text}");
        for (width, height) in [(1, 1), (3, 40), (200, 2)] {
            shown(&mut view, width, height);
        }
    }
}
