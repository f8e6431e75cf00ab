//! The terminal: keys and signals in, the view out. However it ends, the terminal is as it was before.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use ratatui::crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::picture::Picture;
use super::reader::Reader;
use super::view::View;

/// How often pictures and signals are looked for while no key is pressed.
const LOOK: Duration = Duration::from_millis(50);

/// Puts the terminal back.
struct Restored;

impl Drop for Restored {
    fn drop(&mut self) {
        ratatui::restore();
    }
}

/// What a key does.
#[derive(Debug, PartialEq, Eq)]
enum Wish {
    Quit,
    Sort,
    Step(isize),
    Nothing,
}

fn wish(key: KeyEvent) -> Wish {
    if key.kind == KeyEventKind::Release {
        return Wish::Nothing;
    }
    match key.code {
        KeyCode::Char('q') | KeyCode::Esc => Wish::Quit,
        // The terminal sends no signal while it gives us each key.
        KeyCode::Char('c' | 'd') if key.modifiers.contains(KeyModifiers::CONTROL) => Wish::Quit,
        KeyCode::Char('s') => Wish::Sort,
        KeyCode::Char('j') | KeyCode::Down => Wish::Step(1),
        KeyCode::Char('k') | KeyCode::Up => Wish::Step(-1),
        KeyCode::PageDown => Wish::Step(10),
        KeyCode::PageUp => Wish::Step(-10),
        _ => Wish::Nothing,
    }
}

/// Shows pictures until the user has seen enough. Gives the exit status.
pub fn run(mut reader: Reader, mut view: View, interval: Duration) -> Result<u8> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP]).context("cannot catch signals")?;
    let (say, pictures) = mpsc::channel();
    // Whoever drops this ends the thread.
    let (_keep, end) = mpsc::channel::<()>();
    thread::Builder::new()
        .name("reader".into())
        .spawn(move || read(&mut reader, interval, &say, &end))
        .context("cannot start a thread")?;
    // This also makes a panic put the terminal back before it is told.
    let mut terminal = ratatui::try_init().context("cannot use the terminal")?;
    let _restored = Restored;
    loop {
        terminal.draw(|frame| view.draw(frame)).context("cannot draw")?;
        if let Some(signal) = signals.pending().next() {
            return Ok(128_u8.saturating_add(u8::try_from(signal).unwrap_or(0)));
        }
        if event::poll(LOOK).context("cannot hear the keyboard")?
            && let Event::Key(key) = event::read().context("cannot hear the keyboard")?
        {
            match wish(key) {
                Wish::Quit => return Ok(0),
                Wish::Sort => view.sort_by_next(),
                Wish::Step(rows) => view.step(rows),
                Wish::Nothing => {}
            }
        }
        match pictures.try_recv() {
            Ok(picture) => view.update(picture),
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Disconnected) => bail!("nobody asks the mediator any more"),
        }
    }
}

/// Asks again and again; a mediator that does not answer must not hold up the keyboard.
fn read(reader: &mut Reader, interval: Duration, say: &Sender<Result<Picture, String>>, end: &Receiver<()>) {
    while end.recv_timeout(interval) == Err(RecvTimeoutError::Timeout) {
        if say.send(reader.read().map_err(|why| format!("{why:#}"))).is_err() {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_do_what_the_last_line_says() {
        let press = |code| wish(KeyEvent::new(code, KeyModifiers::NONE));
        assert_eq!(press(KeyCode::Char('q')), Wish::Quit);
        assert_eq!(press(KeyCode::Char('s')), Wish::Sort);
        assert_eq!([press(KeyCode::Char('j')), press(KeyCode::Up)], [Wish::Step(1), Wish::Step(-1)]);
        assert_eq!(press(KeyCode::Char('c')), Wish::Nothing);
        assert_eq!(wish(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL)), Wish::Quit);
    }
}
