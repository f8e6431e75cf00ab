// Streams with priorities, events and timing, host functions, pinned and mapped memory, stream-ordered allocation,
// peer of none, default stream rules.
#include "check.h"
#include <atomic>
#include <vector>

__global__ void scale(float *data, int n, float by) {
    for (int index = blockIdx.x * blockDim.x + threadIdx.x; index < n; index += gridDim.x * blockDim.x) data[index] *= by;
}

__global__ void busy(long long cycles) {
    long long start = clock64();
    while (clock64() - start < cycles) {}
}

static std::atomic<int> called{0};
static void CUDART_CB note(void *argument) { called += *static_cast<int *>(argument); }

int main() {
    const int n = 1 << 20;
    float *host, *device;
    CHECK(cudaHostAlloc(&host, n * sizeof(float), cudaHostAllocMapped));
    CHECK(cudaMalloc(&device, n * sizeof(float)));
    for (int index = 0; index < n; index++) host[index] = static_cast<float>(index);
    int low, high;
    CHECK(cudaDeviceGetStreamPriorityRange(&low, &high));
    report("least priority", low);
    report("greatest priority", high);
    cudaStream_t a, b;
    CHECK(cudaStreamCreateWithPriority(&a, cudaStreamNonBlocking, high));
    CHECK(cudaStreamCreateWithFlags(&b, cudaStreamNonBlocking));
    cudaEvent_t start, end, middle;
    CHECK(cudaEventCreate(&start));
    CHECK(cudaEventCreate(&end));
    CHECK(cudaEventCreateWithFlags(&middle, cudaEventDisableTiming));

    CHECK(cudaEventRecord(start, a));
    CHECK(cudaMemcpyAsync(device, host, n * sizeof(float), cudaMemcpyHostToDevice, a));
    scale<<<256, 256, 0, a>>>(device, n, 2.0f);
    CHECK(cudaEventRecord(middle, a));
    CHECK(cudaStreamWaitEvent(b, middle, 0));
    scale<<<256, 256, 0, b>>>(device, n, 0.25f);
    CHECK(cudaMemcpyAsync(host, device, n * sizeof(float), cudaMemcpyDeviceToHost, b));
    int five = 5;
    CHECK(cudaLaunchHostFunc(b, note, &five));
    CHECK(cudaStreamSynchronize(b));
    CHECK(cudaEventRecord(end, a));
    CHECK(cudaEventSynchronize(end));
    float elapsed = -1;
    CHECK(cudaEventElapsedTime(&elapsed, start, end));
    report("order of streams", host, n * sizeof(float));
    report("host function called", called.load());
    report("elapsed time is sane", elapsed > 0 && elapsed < 10000);

    busy<<<1, 1, 0, a>>>(200'000'000);
    std::printf("busy stream: %s\n", cudaGetErrorName(cudaStreamQuery(a)));
    CHECK(cudaEventRecord(middle, a));
    std::printf("its event: %s\n", cudaGetErrorName(cudaEventQuery(middle)));
    CHECK(cudaStreamSynchronize(a));
    std::printf("idle stream: %s\n", cudaGetErrorName(cudaStreamQuery(a)));
    float ms = 0;
    std::printf("time of an untimed event: %s\n", cudaGetErrorName(cudaEventElapsedTime(&ms, start, middle)));
    cudaGetLastError();

    float *mapped;
    CHECK(cudaHostGetDevicePointer(&mapped, host, 0));
    scale<<<64, 256>>>(mapped, n, 3.0f);
    CHECK(cudaDeviceSynchronize());
    report("kernel on mapped host memory", host, n * sizeof(float));

    std::vector<float> pageable(n, 1.5f);
    CHECK(cudaHostRegister(pageable.data(), n * sizeof(float), cudaHostRegisterMapped));
    float *registered;
    CHECK(cudaHostGetDevicePointer(&registered, pageable.data(), 0));
    scale<<<64, 256>>>(registered, n, 2.0f);
    CHECK(cudaDeviceSynchronize());
    CHECK(cudaHostUnregister(pageable.data()));
    report("kernel on registered host memory", pageable.data(), n * sizeof(float));

    float *pooled;
    CHECK(cudaMallocAsync(&pooled, n * sizeof(float), a));
    CHECK(cudaMemsetAsync(pooled, 0, n * sizeof(float), a));
    CHECK(cudaMemcpyAsync(host, pooled, n * sizeof(float), cudaMemcpyDeviceToHost, a));
    CHECK(cudaFreeAsync(pooled, a));
    CHECK(cudaStreamSynchronize(a));
    report("stream-ordered allocation", host, n * sizeof(float));

    char *pitched;
    size_t pitch;
    std::vector<char> rows(100 * 77, 'x'), back(100 * 77);
    CHECK(cudaMallocPitch(&pitched, &pitch, 77, 100));
    CHECK(cudaMemcpy2DAsync(pitched, pitch, rows.data(), 77, 77, 100, cudaMemcpyHostToDevice, a));
    CHECK(cudaMemset2DAsync(pitched, pitch, 'y', 10, 20, a));
    CHECK(cudaMemcpy2DAsync(back.data(), 77, pitched, pitch, 77, 100, cudaMemcpyDeviceToHost, a));
    CHECK(cudaStreamSynchronize(a));
    report("rows", back.data(), back.size());
    std::printf("end\n");
}
