//! The host's management library, and its devices.

use std::collections::BTreeMap;
use std::ffi::CStr;
use std::path::Path;
use std::sync::OnceLock;

use link::management::{Answer, Answers, Call, Facts, Process, SILENCE, Worker};
use table::nvml::{
    NVML_ERROR_INSUFFICIENT_SIZE, NVML_ERROR_NOT_SUPPORTED, NVML_SUCCESS, Pace, nvmlDevice_t,
    nvmlFieldValue_t, nvmlProcessInfo_v2_t, nvmlSample_t, pfn,
};
use zerocopy::IntoBytes;

use super::ask::Query;
use super::events::Log;
use super::generated::QUERIES;
use crate::driver::Library;

/// The name that the dynamic linker knows the library by.
const NAME: &str = "libnvidia-ml.so.1";
/// More processes than this are not listed.
const PROCESSES_MAX: usize = 4096;
/// Nor more samples in one answer, so that it fits into a message. Libraries keep some hundred.
const SAMPLES_MAX: u32 = 1000;

/// NVML, ready.
pub struct Host {
    library: Library,
    /// Handles of the devices that guests may see.
    handles: Vec<nvmlDevice_t>,
    /// What has happened to each, from when somebody asked.
    events: Vec<OnceLock<Log>>,
    /// What the library says of itself, and of the driver.
    pub versions: Facts,
}

// SAFETY: handles are names that only the library knows what to do with, and it is made for threads.
unsafe impl Send for Host {}

impl Host {
    /// Loads the library that lies beside the driver `cuda`, or the one that the dynamic linker finds, and initialises it.
    /// Nothing is there if it does not know all of the devices that are called `uuids`.
    pub fn open(cuda: &Path, uuids: &[String]) -> Option<Self> {
        let beside = cuda.parent().map(|folder| folder.join(NAME)).filter(|path| path.exists());
        let library = beside
            .iter()
            .map(|path| path.as_path())
            .chain([Path::new(NAME)])
            .find_map(|path| Library::open(path).ok())?;
        // SAFETY: the types are those of the symbols, and pointers are to locals and to text.
        unsafe {
            let init = library.find::<pfn::nvmlInit_v2>(c"nvmlInit_v2")?;
            let by_uuid = library.find::<pfn::nvmlDeviceGetHandleByUUID>(c"nvmlDeviceGetHandleByUUID")?;
            let code = init();
            if code != NVML_SUCCESS {
                tracing::warn!(code, "the management library cannot be initialised");
                return None;
            }
            let mut handles = Vec::new();
            for uuid in uuids {
                let text = std::ffi::CString::new(uuid.as_str()).ok()?;
                let mut handle = core::ptr::null_mut();
                if by_uuid(text.as_ptr(), &mut handle) != NVML_SUCCESS {
                    return None;
                }
                handles.push(handle);
            }
            let events = handles.iter().map(|_| OnceLock::new()).collect();
            let mut host = Self { library, handles, events, versions: Facts::default() };
            host.sort();
            host.versions = host.ask_versions();
            Some(host)
        }
    }

    /// Devices in the order of the library's own numbers, which is that of the bus.
    fn sort(&mut self) {
        // SAFETY: the type is that of the symbol.
        let index = unsafe { self.library.find::<pfn::nvmlDeviceGetIndex>(c"nvmlDeviceGetIndex") };
        let Some(index) = index else { return };
        self.handles.sort_by_key(|handle| {
            let mut number = u32::MAX;
            // SAFETY: a handle of the library; a pointer to a local.
            unsafe { index(*handle, &mut number) };
            number
        });
    }

    fn ask_versions(&self) -> Facts {
        let text = |ask: Option<pfn::nvmlSystemGetDriverVersion>| {
            let mut buffer = [0_u8; 96];
            // SAFETY: as many bytes as are told, but for one, so that the text ends.
            let code = ask.map(|ask| unsafe { ask(buffer.as_mut_ptr().cast(), 95) });
            let text = CStr::from_bytes_until_nul(&buffer).ok().filter(|_| code == Some(NVML_SUCCESS));
            text.map(|text| text.to_string_lossy().into_owned()).unwrap_or_default()
        };
        let mut cuda = 0;
        // SAFETY: the types are those of the symbols, of which the first two are the same; a pointer to a local.
        let (driver, library) = unsafe {
            let name = c"nvmlSystemGetCudaDriverVersion_v2";
            if let Some(ask) = self.library.find::<pfn::nvmlSystemGetCudaDriverVersion_v2>(name) {
                ask(&mut cuda);
            }
            (self.library.find(c"nvmlSystemGetDriverVersion"), self.library.find(c"nvmlSystemGetNVMLVersion"))
        };
        Facts { driver: text(driver), library: text(library), cuda, devices: self.handles.len() as u32 }
    }

    /// Answers to the questions of these paces about device `device`, or the system; what is answered by nothing but "not
    /// supported" is left out.
    pub fn answers(&self, device: Option<usize>, wanted: impl Fn(&Query) -> bool) -> Answers {
        let is_asked = |query: &&Query| query.is_of_device == device.is_some() && wanted(query);
        let asked = QUERIES.iter().filter(is_asked);
        let answers =
            asked.map(|query| (query.name.to_owned(), query.answers(&self.library, device, &self.handles)));
        answers.filter(|(_, answers)| answers.iter().any(|it| it.0 != NVML_ERROR_NOT_SUPPORTED)).collect()
    }

    /// The same for the question `function`, which is only asked by name.
    pub fn answers_on_demand(&self, device: usize, function: &str) -> Answers {
        self.answers(Some(device), |query| query.pace == Pace::OnDemand && query.name == function)
    }

    /// Makes a guest's call; nothing is answered if the library lacks the function.
    pub fn call(&self, device: usize, call: &Call) -> Vec<Answer> {
        let Some(handle) = self.handles.get(device) else { return Vec::new() };
        match call {
            Call::Fields(fields) => self.field_values(*handle, fields),
            Call::Samples { kind, since, room } => {
                self.samples(*handle, *kind, *since, *room).into_iter().collect()
            }
            Call::Events { since } => {
                let Some(log) = self.events.get(device) else { return Vec::new() };
                let log = log.get_or_init(|| Log::of(&self.library, *handle));
                vec![Answer(NVML_SUCCESS, log.since(*since).to_bytes())]
            }
        }
    }

    fn field_values(&self, handle: nvmlDevice_t, fields: &[(u32, u32)]) -> Vec<Answer> {
        // SAFETY: the type is that of the symbol.
        let ask = unsafe { self.library.find::<pfn::nvmlDeviceGetFieldValues>(c"nvmlDeviceGetFieldValues") };
        let Some(ask) = ask else { return Vec::new() };
        let field = |&(id, scope): &(u32, u32)| nvmlFieldValue_t {
            fieldId: id,
            scopeId: scope,
            nvmlReturn: SILENCE,
            ..nvmlFieldValue_t::default()
        };
        let mut values: Vec<nvmlFieldValue_t> = fields.iter().map(field).collect();
        // SAFETY: a handle of the library; as many fields as are told, which came in one message.
        unsafe { ask(handle, values.len() as i32, values.as_mut_ptr()) };
        let answer = |value: &nvmlFieldValue_t| match value.nvmlReturn {
            NVML_SUCCESS => Answer(NVML_SUCCESS, value.as_bytes().get(8..).unwrap_or_default().to_vec()),
            code => Answer(code, Vec::new()),
        };
        values.iter().map(answer).collect()
    }

    fn samples(&self, handle: nvmlDevice_t, kind: u32, since: u64, room: Option<u32>) -> Option<Answer> {
        // SAFETY: the type is that of the symbol.
        let ask = unsafe { self.library.find::<pfn::nvmlDeviceGetSamples>(c"nvmlDeviceGetSamples") }?;
        let (mut value_type, mut count) = (0_u32, room.unwrap_or_default().min(SAMPLES_MAX));
        let mut samples = vec![nvmlSample_t::default(); count as usize];
        let to = if room.is_some() { samples.as_mut_ptr() } else { core::ptr::null_mut() };
        // SAFETY: a handle of the library; pointers are to locals, and to as many samples as are told, or null.
        let code = unsafe { ask(handle, kind, since, &mut value_type, &mut count, to) };
        if code != NVML_SUCCESS {
            return Some(Answer(code, Vec::new()));
        }
        samples.truncate(count as usize);
        let head = [value_type.as_bytes(), u64::from(count).as_bytes()].concat();
        Some(Answer(code, [head.as_slice(), samples.as_bytes()].concat()))
    }

    /// The tenant's processes on a device, with the device memory that the library knows of.
    pub fn processes(&self, device: usize, workers: &[Worker]) -> Vec<Process> {
        let name = c"nvmlDeviceGetComputeRunningProcesses_v3";
        // SAFETY: the type is that of the symbol.
        let ask = unsafe { self.library.find::<pfn::nvmlDeviceGetComputeRunningProcesses_v3>(name) };
        let (Some(ask), Some(handle)) = (ask, self.handles.get(device)) else { return Vec::new() };
        let none = nvmlProcessInfo_v2_t {
            pid: 0,
            _pad: 0,
            usedGpuMemory: 0,
            gpuInstanceId: 0,
            computeInstanceId: 0,
        };
        let mut found = vec![none; 64];
        loop {
            let mut count = found.len() as u32;
            // SAFETY: a handle of the library; as many elements as are told.
            match unsafe { ask(*handle, &mut count, found.as_mut_ptr()) } {
                NVML_SUCCESS => found.truncate(count as usize),
                NVML_ERROR_INSUFFICIENT_SIZE if found.len() < PROCESSES_MAX => {
                    found.resize(found.len() * 2, none);
                    continue;
                }
                _ => found.clear(),
            }
            break;
        }
        let memory: BTreeMap<u32, u64> = found.iter().map(|it| (it.pid, it.usedGpuMemory)).collect();
        let listed = |worker: &Worker| {
            let memory = *memory.get(&worker.pid)?;
            // All ones: the library does not know it.
            Some(Process { memory: Some(memory).filter(|it| *it != u64::MAX), ..worker.process.clone()? })
        };
        workers.iter().filter_map(listed).collect()
    }
}
