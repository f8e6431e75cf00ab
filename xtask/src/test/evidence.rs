//! The evidence report: every field of it, of a published llama.cpp on both links; libraries that lie are found out; the page
//! is looked at in a browser.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::Surroundings;
use crate::browser::Browser;
use crate::demo::{is_story, story_words};
use crate::host::Host;
use crate::llamacpp::LlamaCpp;
use crate::process::{Done, Job};

/// Letters that an honest library, and one that lies, have written.
const LETTERS: usize = 60;
const LETTERS_OF_LIARS: usize = 8;
const LIMIT: Duration = Duration::from_secs(300);

/// A lie: its name, the hop at which it shows, and what must be said of it. See crates/guest-cuda/src/sabotage.rs.
const LIES: [(&str, &str, &str); 4] = [
    ("launch", "guest library → worker", "cuLaunchKernel"),
    ("launch-unseen", "program → guest library", "cuLaunchKernel"),
    ("copy", "guest library → worker", "vgpuCopy"),
    ("local", "program → guest library", "calls that succeeded and calls that were forwarded"),
];

/// A way to the host.
struct Way<'a> {
    name: &'a str,
    /// The kind of shared memory that the report has to name.
    kind: &'a str,
    /// The device's folder, if there is one.
    device: Option<PathBuf>,
}

/// Runs llama.cpp under `vgpu verify`.
struct Bench<'a> {
    around: &'a Surroundings,
    built: PathBuf,
    folder: PathBuf,
    llama: LlamaCpp,
}

/// Everything.
pub fn run(around: &Surroundings) -> Result<String> {
    let built = around.built()?;
    let folder = around.folder("evidence")?;
    let llama = LlamaCpp::without_driver(&around.workspace.target())?;
    let liar = liar(around)?;
    let bench = Bench { around, built, folder, llama };
    let (honest_folder, liar_folder) =
        (bench.driver("honest", &bench.built.join("libcuda.so"))?, bench.driver("liar", &liar)?);
    let host = Host::start(&bench.built, &bench.folder)?;
    let device = host.device("--folder", "device", &["--channels", "4"])?;
    let ways = [
        Way { name: "memfd", kind: "memfd", device: None },
        Way { name: "the device", kind: "device", device: Some(device.path.clone()) },
    ];
    println!("  {}", every_body(&bench)?);
    let mut page = PathBuf::new();
    for way in &ways {
        let (done, evidence, html) = bench.verify(way, &honest_folder, LETTERS, None)?;
        ensure!(is_story(&done, LETTERS), "{}: {}: {}", way.name, done.ending, done.tail(12));
        fields(&evidence, way).with_context(|| format!("{}: {evidence:#}", way.name))?;
        page = html;
        println!("  {}: every field of the report is there", way.name);
        for (lie, hop, said) in LIES {
            let (done, evidence, _) = bench.verify(way, &liar_folder, LETTERS_OF_LIARS, Some(lie))?;
            found_out(&evidence, hop, said).with_context(|| {
                format!("{}, sabotage {lie}: {}: {}", way.name, done.ending, done.tail(30))
            })?;
        }
        println!("  {}: {} lies are found out, each at its hop", way.name, LIES.len());
    }
    device.stop()?;
    host.stop()?;
    let shown = look(around, &bench.folder, &page)?;
    Ok(format!(
        "llama.cpp's report is whole on both links, {} lies of the library are found out, {shown}",
        LIES.len()
    ))
}

/// The hops agree in every conformance body, whatever it does wrong on purpose; so every function that the guest answers
/// alone somewhere has its reason in THE table.
fn every_body(bench: &Bench<'_>) -> Result<String> {
    let json = bench.folder.join("bodies.json");
    let job = Job::new(bench.built.join("vgpu")).args(["verify", "--device", "soft", "--json"]).arg(&json);
    let job = job.arg("--").arg(bench.built.join("vgpu-conformance")).args(["--cuda", "libcuda.so.1"]);
    // Some bodies fail on the software GPU, which is another step's business.
    let done = job.limit(LIMIT).log(bench.folder.join("bodies")).run()?;
    let evidence: Value = serde_json::from_str(&fs::read_to_string(&json)?).with_context(|| done.tail(20))?;
    let sessions = evidence["sessions"].as_array().context("no sessions")?;
    let disagreements: Vec<&Value> = sessions
        .iter()
        .flat_map(|session| session["disagreements"].as_array().into_iter().flatten())
        .collect();
    ensure!(disagreements.is_empty(), "hops disagree in honest bodies: {disagreements:#?}");
    ensure!(sessions.len() > 100, "only {} sessions", sessions.len());
    Ok(format!("the hops agree in all {} sessions of the conformance bodies", sessions.len()))
}

/// The guest library that can lie.
fn liar(around: &Surroundings) -> Result<PathBuf> {
    let target = around.workspace.target().join("sabotage");
    let words = ["build", "--package", "vgpu-guest-cuda", "--features", "sabotage", "--target-dir"];
    let done = around.workspace.cargo(&words).arg(&target).show()?;
    ensure!(done.is_success(), "the library that lies: {}", done.ending);
    Ok(target.join("debug/libcuda.so"))
}

impl Bench<'_> {
    /// A folder in which `library` is the driver.
    fn driver(&self, name: &str, library: &Path) -> Result<PathBuf> {
        let folder = self.folder.join(name);
        fs::create_dir_all(&folder)?;
        symlink(library, folder.join("libcuda.so.1"))?;
        Ok(folder)
    }

    fn verify(
        &self,
        way: &Way<'_>,
        driver: &Path,
        letters: usize,
        lie: Option<&str>,
    ) -> Result<(Done, Value, PathBuf)> {
        let name = format!("{}-{}", way.kind, lie.unwrap_or("honest"));
        let [json, html] = ["json", "html"].map(|kind| self.folder.join(format!("{name}.{kind}")));
        let words = self.llama.command_with(driver, "llama-completion");
        let words: Vec<OsString> = story_words(&self.around.workspace, words, letters);
        let mut job =
            Job::new(self.built.join("vgpu")).arg("verify").arg("--json").arg(&json).arg("--html").arg(&html);
        job = match &way.device {
            None => job.args(["--device", "soft"]),
            Some(path) => job.env("VGPU_LINK", format!("pci:{}", path.display())),
        };
        if let Some(lie) = lie {
            job = job.env("VGPU_SABOTAGE", lie);
        }
        let job = job.arg("--").args(words).folder(&self.llama.folder).limit(LIMIT);
        let done = job.log(self.folder.join(&name)).run()?;
        let text = fs::read_to_string(&json).with_context(|| done.tail(20))?;
        let evidence = serde_json::from_str(&text).with_context(|| done.tail(20))?;
        Ok((done, evidence, html))
    }
}

/// The lie is no proof, and is named with its hop.
fn found_out(evidence: &Value, hop: &str, said: &str) -> Result<()> {
    let verdict = evidence["verdict"].as_str().context("no verdict")?;
    let objections = evidence["objections"].as_array().context("no objections")?;
    let is_named = |line: &Value| line.as_str().is_some_and(|line| line.contains(hop) && line.contains(said));
    ensure!(
        verdict.starts_with("NOT PROVEN") && verdict.contains(hop) && objections.iter().any(is_named),
        "{hop}, {said} is not in {verdict}: {objections:#?}"
    );
    Ok(())
}

/// Every field of the report of an honest run.
fn fields(evidence: &Value, way: &Way<'_>) -> Result<()> {
    ensure!(evidence["form"] == 1, "form");
    ensure!(evidence["verdict"] == "PROVEN: all hops agree, and the device did the work", "verdict");
    ensure!(evidence["hops_agree"] == true && evidence["computed"] == true, "hops_agree, computed");
    ensure!(evidence["objections"] == serde_json::json!([]), "objections");
    ensure!(evidence["link"].is_null() == way.device.is_none(), "link");
    let [session] = evidence["sessions"].as_array().context("sessions")?.as_slice() else {
        bail!("one session is expected");
    };
    let (guest, worker) = (&session["guest"], &session["session"]["report"]);
    ensure!(session["witness"] == "report", "witness");
    let questions = session["questions"].as_array().context("questions")?;
    ensure!(questions.len() == 3 && questions.iter().all(|it| it["is_well"] == true), "questions");
    detection(guest)?;
    opening(guest, way)?;
    contents(guest)?;
    times(guest, worker)?;
    counts(session, guest, worker)?;
    let passage = &worker["passage"];
    let doorbells = passage["device"]["doorbells"].as_u64();
    // A worker that is never caught asleep need not be woken, so there may be none; but they are counted.
    ensure!(doorbells.is_some() == way.device.is_some(), "doorbells");
    Ok(())
}

fn number(value: &Value, path: &str) -> Result<u64> {
    value.pointer(path).and_then(Value::as_u64).with_context(|| format!("no number at {path}"))
}

fn detection(guest: &Value) -> Result<()> {
    let all = guest["detection"].as_array().context("detection")?;
    for (call, answer) in
        [("cuInit", "CUDA_SUCCESS"), ("cuDeviceGetCount", "1"), ("cuDeviceGetName", "vgpu software GPU")]
    {
        let is_it = |it: &&Value| it["call"] == call && it["answer"] == answer;
        ensure!(all.iter().any(|it| is_it(&it)), "{call} did not answer {answer}");
    }
    Ok(())
}

fn opening(guest: &Value, way: &Way<'_>) -> Result<()> {
    let opening = &guest["opening"];
    ensure!(opening["kind"] == way.kind && opening["failure"] == "", "kind of the link");
    ensure!(opening["window"].as_str().is_some_and(|at| at.starts_with("0x")), "window");
    ensure!(opening["protocol"].as_str().is_some_and(|hash| hash.len() == 16), "protocol");
    for path in ["/window_bytes", "/ring_bytes", "/slots"] {
        ensure!(number(opening, path)? > 0, "{path}");
    }
    Ok(())
}

fn contents(guest: &Value) -> Result<()> {
    let contents = &guest["contents"];
    let driver = contents["driver"].as_str().unwrap_or_default();
    ensure!(driver.ends_with("libcuda.so"), "the driver in the process is {driver}");
    for empty in ["other_drivers", "device_files"] {
        ensure!(contents[empty] == serde_json::json!([]), "{empty}");
    }
    let libraries = contents["libraries"].to_string();
    for name in ["libcudart.so", "libcublas.so", "libcublasLt.so", "libggml-cuda.so"] {
        ensure!(libraries.contains(name), "{name} is not among the libraries");
    }
    Ok(())
}

/// Everything happened, and in this order.
fn times(guest: &Value, worker: &Value) -> Result<()> {
    let order = [
        (guest, "/opening/began_unix_us"),
        (guest, "/opening/ready_unix_us"),
        (guest, "/opening/first_frame_unix_us"),
        (worker, "/first_frame_unix_us"),
        (worker, "/last_frame_unix_us"),
    ];
    let times = order.iter().map(|(of, path)| number(of, path)).collect::<Result<Vec<_>>>()?;
    ensure!(times.first() > Some(&0) && times.is_sorted(), "not in order: {times:?}");
    let (serving, whole) = (number(worker, "/serving_us")?, times[4] - times[3]);
    ensure!(serving > 0 && serving <= whole, "the worker was at work for {serving} of {whole} µs");
    Ok(())
}

fn counts(session: &Value, guest: &Value, worker: &Value) -> Result<()> {
    ensure!(guest["crossings"] == worker["crossings"], "crossings");
    ensure!(guest["submitted"] == worker["done"], "work");
    ensure!(guest["sent"] == worker["received"] && guest["sent"] == worker["executed"], "frames by name");
    for kind in ["frames", "replies", "payload_in"] {
        for figure in ["count", "bytes", "checksum"] {
            ensure!(number(worker, &format!("/crossings/{kind}/{figure}"))? > 0, "{kind}: {figure}");
        }
    }
    let launches = worker["done"]["launches"].as_object().context("launches")?;
    ensure!(launches.keys().any(|name| name.contains("mul_mat_vec_q")), "no matrix was multiplied");
    let families = session["families"].as_array().context("families")?;
    for name in ["memory", "library", "launch", "copy", "stream", "device", "context"] {
        let family = families.iter().find(|family| family["name"] == name);
        ensure!(number(family.with_context(|| format!("no family {name}"))?, "/calls")? > 0, "{name}");
    }
    let answered = session["answered"].as_array().context("answered")?;
    ensure!(answered.len() > 5, "answered in the guest");
    let has_reason = |it: &Value| it["why"].as_str().is_some_and(|why| !why.is_empty());
    ensure!(answered.iter().all(has_reason), "an answer without a reason: {answered:#?}");
    ensure!(number(worker, "/peak_memory")? > 0 && worker["device"]["name"] == "vgpu software GPU", "device");
    Ok(())
}

/// Looks at the page in a browser, by day and by night.
fn look(around: &Surroundings, folder: &Path, page: &Path) -> Result<String> {
    let browser = Browser::fetch(&around.workspace.target())?;
    // What is looked for must be seen where it is.
    let bad = folder.join("bad.html");
    fs::write(&bad, "<!doctype html><img src=\"http://127.0.0.1:9/x.png\"><script>nonsense()</script>")?;
    let shown = browser.show(&bad, 600, false, &folder.join("bad.png"))?;
    ensure!(
        shown.said.contains("CONSOLE") && !shown.requests.is_empty(),
        "a bad page is not noticed: {:?}, {}",
        shown.requests,
        shown.said
    );
    for (name, is_dark, width) in [("light", false, 1100), ("dark", true, 600)] {
        let shown = browser.show(page, width, is_dark, &folder.join(format!("{name}.png")))?;
        for part in [
            "PROVEN: all hops agree",
            "Does anything compute past the virtual GPU",
            "Timeline",
            "<svg",
            "first frame taken by the worker",
            "What crossed the link",
            "What passed through the VGPU-STUB",
            "Calls by family",
            "Libraries in the process",
            "mul_mat_vec_q",
            "Answered in the guest",
        ] {
            ensure!(shown.document.contains(part), "{part:?} is not on the page");
        }
        ensure!(!shown.document.contains("<script"), "the page has a script");
        ensure!(!shown.said.contains("CONSOLE"), "the browser complains: {}", shown.said);
        ensure!(shown.requests.is_empty(), "the page asks for {:?}", shown.requests);
    }
    Ok("the page stands in a browser, asks for nothing and has no error".to_owned())
}
