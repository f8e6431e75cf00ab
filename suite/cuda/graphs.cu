// Graphs: stream capture, instantiate, launch many times, host nodes, copies to pageable memory.
#include "check.h"
#include <vector>

__global__ void step(float *data, int n, float by) {
    int index = blockIdx.x * blockDim.x + threadIdx.x;
    if (index < n) data[index] = data[index] * by + 1;
}

static int host_calls = 0;
static void CUDART_CB count(void *) { host_calls++; }

int main() {
    const int n = 10000;
    std::vector<float> values(n, 1.0f), back(n);
    float *data;
    CHECK(cudaMalloc(&data, n * sizeof(float)));
    CHECK(cudaMemcpy(data, values.data(), n * sizeof(float), cudaMemcpyHostToDevice));
    cudaStream_t stream;
    CHECK(cudaStreamCreate(&stream));

    cudaGraph_t captured;
    cudaGraphExec_t executable;
    CHECK(cudaStreamBeginCapture(stream, cudaStreamCaptureModeGlobal));
    for (int round = 0; round < 4; round++) step<<<(n + 255) / 256, 256, 0, stream>>>(data, n, 0.5f);
    CHECK(cudaLaunchHostFunc(stream, count, nullptr));
    CHECK(cudaMemcpyAsync(back.data(), data, n * sizeof(float), cudaMemcpyDeviceToHost, stream));
    cudaStreamCaptureStatus status;
    CHECK(cudaStreamIsCapturing(stream, &status));
    report("capturing", status);
    std::printf("synchronizing while capturing: %s\n", cudaGetErrorName(cudaStreamQuery(stream)));
    cudaGraph_t broken;
    std::printf("end of the broken capture: %s\n", cudaGetErrorName(cudaStreamEndCapture(stream, &broken)));
    cudaGetLastError();

    CHECK(cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal));
    for (int round = 0; round < 4; round++) step<<<(n + 255) / 256, 256, 0, stream>>>(data, n, 0.5f);
    CHECK(cudaLaunchHostFunc(stream, count, nullptr));
    CHECK(cudaMemcpyAsync(back.data(), data, n * sizeof(float), cudaMemcpyDeviceToHost, stream));
    CHECK(cudaStreamEndCapture(stream, &captured));
    size_t nodes = 0;
    CHECK(cudaGraphGetNodes(captured, nullptr, &nodes));
    report("captured nodes", static_cast<long long>(nodes));
    CHECK(cudaGraphInstantiate(&executable, captured, 0));
    for (int launch = 0; launch < 100; launch++) CHECK(cudaGraphLaunch(executable, stream));
    CHECK(cudaStreamSynchronize(stream));
    report("captured graph, 100 launches", back.data(), n * sizeof(float));
    report("host node calls", host_calls);

    CHECK(cudaGraphExecDestroy(executable));
    CHECK(cudaGraphDestroy(captured));
    std::printf("end\n");
}
