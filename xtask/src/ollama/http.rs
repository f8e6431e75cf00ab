//! As much of HTTP as Ollama's interface needs: a request of version 1.0 is answered in one piece, or line by line, until
//! the connection ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// The longest answer that is read.
const ANSWER_MAX: u64 = 64 << 20;

/// An answer that may still be coming. Whoever drops it hangs up.
#[derive(Debug)]
pub struct Answer(BufReader<TcpStream>);

impl Answer {
    /// The next line.
    pub fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        (&mut self.0).take(ANSWER_MAX).read_line(&mut line).context("the answer breaks off")?;
        Ok(line)
    }

    /// All that is left.
    pub fn rest(self) -> Result<String> {
        let mut text = String::new();
        self.0.take(ANSWER_MAX).read_to_string(&mut text).context("the answer breaks off")?;
        Ok(text)
    }
}

/// Asks `path` of the server at a port of this machine. With a body it is a POST, otherwise a GET. No byte of the answer may be
/// longer in coming than `limit`.
pub fn ask(port: u16, path: &str, body: Option<&Value>, limit: Duration) -> Result<Answer> {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).context("nobody listens")?;
    stream.set_read_timeout(Some(limit)).context("cannot limit the wait")?;
    let (method, body) = match body {
        Some(body) => ("POST", body.to_string()),
        None => ("GET", String::new()),
    };
    let head = format!(
        "{method} {path} HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    (&stream).write_all((head + &body).as_bytes()).context("cannot ask")?;
    let mut answer = Answer(BufReader::new(stream));
    let status = answer.line()?;
    while !answer.line()?.trim_end().is_empty() {}
    if status.split(' ').nth(1) != Some("200") {
        let why = answer.rest().unwrap_or_default();
        bail!("{method} {path}: {}: {}", status.trim_end(), why.trim_end());
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// A server that gives one answer, and what it was asked.
    fn once(answer: &'static str) -> (u16, thread::JoinHandle<String>) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("listen");
        let port = listener.local_addr().expect("address").port();
        let thread = thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("accept");
            let mut asked = vec![0; 4096];
            let length = stream.read(&mut asked).expect("read");
            asked.truncate(length);
            stream.write_all(answer.as_bytes()).expect("write");
            String::from_utf8(asked).expect("text")
        });
        (port, thread)
    }

    #[test]
    fn lines_and_the_rest_of_an_answer_are_read() {
        let (port, server) = once("HTTP/1.0 200 OK\r\nContent-Type: x\r\n\r\n{\"a\": 1}\n{\"b\": 2}\n{}");
        let body = serde_json::json!({"x": "é"});
        let mut answer = ask(port, "/api/x", Some(&body), Duration::from_secs(5)).expect("ask");
        assert_eq!(answer.line().expect("line"), "{\"a\": 1}\n");
        assert_eq!(answer.rest().expect("rest"), "{\"b\": 2}\n{}");
        let asked = server.join().expect("server");
        assert!(
            asked.starts_with("POST /api/x HTTP/1.0\r\n") && asked.contains("Content-Length: 10\r\n"),
            "{asked}"
        );
    }

    #[test]
    fn a_refusal_says_why() {
        let (port, server) = once("HTTP/1.0 404 Not Found\r\n\r\n{\"error\":\"no such model\"}");
        let why = ask(port, "/api/y", None, Duration::from_secs(5)).expect_err("refused");
        assert!(format!("{why:#}").contains("404 Not Found: {\"error\":\"no such model\"}"), "{why:#}");
        assert!(server.join().expect("server").starts_with("GET /api/y "));
    }

    #[test]
    fn a_server_that_hangs_up_does_not_hang_us() {
        let (port, server) = once("");
        assert!(ask(port, "/", None, Duration::from_secs(5)).is_err());
        server.join().expect("server");
    }
}
