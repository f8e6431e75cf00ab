//! Figures as short text.

use super::picture::{Picture, Row};

/// Up to four characters of digits with a letter for thousands, millions and so on, or for 1024 and so on.
fn scaled(value: f64, step: f64, letters: [&str; 7]) -> (String, &str) {
    let mut value = value;
    let mut letter = letters[0];
    for next in &letters[1..] {
        // What would be rounded to a fourth digit before the point.
        if value < step.min(999.5) {
            break;
        }
        value /= step;
        letter = next;
    }
    let digits = match value {
        small if small < 9.95 && letter != letters[0] => format!("{small:.1}"),
        _ => format!("{value:.0}"),
    };
    (digits, letter)
}

/// `1.5 GiB`.
pub fn bytes(bytes: f64) -> String {
    let (digits, unit) = scaled(bytes, 1024.0, ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]);
    format!("{digits} {unit}")
}

/// `1.5k`.
pub fn count(count: f64) -> String {
    let (digits, unit) = scaled(count, 1000.0, ["", "k", "M", "G", "T", "P", "E"]);
    digits + unit
}

/// `37 %`.
pub fn percent(ratio: f64) -> String {
    format!("{:.0} %", ratio * 100.0)
}

/// `42 s`, `3:07`, `1:02:03`, `5 d 07 h`.
pub fn age(seconds: f64) -> String {
    let seconds = seconds as u64;
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400);
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{minutes}:{:02}", seconds % 60),
        3600..86_400 => format!("{hours}:{:02}:{:02}", minutes % 60, seconds % 60),
        _ => format!("{days} d {:02} h", hours % 24),
    }
}

/// The columns, and whether their cells stand at the right.
pub const COLUMNS: [(&str, bool); 14] = [
    ("SESSION", true),
    ("USER", false),
    ("PID", true),
    ("MEMORY", true),
    ("PEAK", true),
    ("LAUNCH/S", true),
    ("IN/S", true),
    ("OUT/S", true),
    ("SERVING", true),
    ("RING", true),
    ("WINDOW", true),
    ("ERRORS", true),
    ("AGE", true),
    ("PROGRAM", false),
];

/// A session's cells.
pub fn cells(row: &Row) -> [String; 14] {
    let rate = |of: fn(&super::picture::Rates) -> f64, show: fn(f64) -> String| {
        row.rates.as_ref().map_or_else(|| "-".to_owned(), |rates| show(of(rates)))
    };
    let figures = &row.figures;
    let program = match row.machine.as_str() {
        "" => row.program.clone(),
        machine => format!("{machine}: {}", row.program),
    };
    [
        row.session.to_string(),
        row.user.clone(),
        row.pid.to_string(),
        bytes(figures.memory as f64),
        bytes(figures.memory_peak as f64),
        rate(|it| it.launches_per_s + it.graph_launches_per_s, count),
        rate(|it| it.bytes_in_per_s, bytes),
        rate(|it| it.bytes_out_per_s, bytes),
        rate(|it| it.serving_ratio, percent),
        percent(row.ring_ratio),
        bytes(figures.window_bytes as f64),
        count(figures.failed as f64),
        age(row.age_s),
        program,
    ]
}

/// Lines about all sessions and about the devices.
pub fn summary(picture: &Picture) -> Vec<String> {
    let totals = &picture.totals;
    let mut first = format!("{} running, {} ended", totals.running, totals.ended);
    if totals.ended_badly > 0 {
        first += &format!(" ({} badly)", totals.ended_badly);
    }
    if picture.is_of_all {
        first += &format!(", warm workers {}", picture.warm_workers);
    } else {
        first += "; of your own user only";
    }
    let mut second = format!("memory {}", bytes(totals.figures.memory as f64));
    if let Some(rates) = &totals.rates {
        second += &format!(
            "  launches {}/s  in {}/s  out {}/s  serving {}",
            count(rates.launches_per_s + rates.graph_launches_per_s),
            bytes(rates.bytes_in_per_s),
            bytes(rates.bytes_out_per_s),
            percent(rates.serving_ratio)
        );
    }
    second += &format!("  errors {}", count(totals.figures.failed as f64));
    let devices = picture.devices.iter().map(|device| {
        let mut line = format!("device {}  {}", device.index, device.name);
        if let Some(memory) = device.memory {
            line += &format!("  memory {} of {}", bytes(memory.used as f64), bytes(memory.total as f64));
        }
        if let Some(busy) = device.busy_percent {
            line += &format!("  busy {busy} %");
        }
        line
    });
    [format!("sessions  {first}"), format!("totals    {second}")].into_iter().chain(devices).collect()
}

/// The picture as lines of text.
pub fn text(picture: &Picture) -> String {
    let rows: Vec<_> = picture.sessions.iter().map(cells).collect();
    let header = COLUMNS.map(|(name, _)| name.to_owned());
    let mut out = summary(picture).join("\n") + "\n\n";
    let mut widths = [0; COLUMNS.len()];
    for row in rows.iter().chain([&header]) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    for row in [&header].into_iter().chain(&rows) {
        let cells =
            row.iter().zip(widths).zip(COLUMNS).map(|((cell, width), (_, is_right))| match is_right {
                true => format!("{cell:>width$}"),
                false => format!("{cell:<width$}"),
            });
        out += cells.collect::<Vec<_>>().join("  ").trim_end();
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_short() {
        let shown = [0.0, 1.4, 999.0, 1000.0, 1024.0, 10_240.0, 1_048_576.0, 1.5e12].map(bytes);
        assert_eq!(
            shown,
            ["0 B", "1 B", "999 B", "1.0 KiB", "1.0 KiB", "10 KiB", "1.0 MiB", "1.4 TiB"].map(str::to_owned)
        );
        let shown = [0.0, 12.0, 999.4, 999.6, 12_345.0, 1e30].map(count);
        assert_eq!(shown, ["0", "12", "999", "1.0k", "12k", "1000000000000E"].map(str::to_owned));
        let shown = [0.0, 59.9, 187.0, 3723.0, 5.0 * 86_400.0 + 7.5 * 3600.0, f64::MAX].map(age);
        assert_eq!(shown[..5], ["0 s", "59 s", "3:07", "1:02:03", "5 d 07 h"].map(str::to_owned));
        assert_eq!(percent(0.505), "50 %");
    }
}
