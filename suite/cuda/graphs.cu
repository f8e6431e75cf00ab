// Graphs: stream capture and explicit nodes, instantiate, update, launch many times, clone, host nodes, memory nodes.
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

    cudaGraph_t built;
    cudaGraphNode_t clear, kernel, copy;
    CHECK(cudaGraphCreate(&built, 0));
    cudaMemsetParams set = {};
    set.dst = data, set.elementSize = 4, set.width = n, set.height = 1, set.value = 0;
    CHECK(cudaGraphAddMemsetNode(&clear, built, nullptr, 0, &set));
    float by = 3;
    int size = n;
    void *arguments[] = {&data, &size, &by};
    cudaKernelNodeParams launch = {};
    launch.func = reinterpret_cast<void *>(step), launch.gridDim = dim3((n + 255) / 256), launch.blockDim = dim3(256);
    launch.kernelParams = arguments;
    CHECK(cudaGraphAddKernelNode(&kernel, built, &clear, 1, &launch));
    CHECK(cudaGraphAddMemcpyNode1D(&copy, built, &kernel, 1, back.data(), data, n * sizeof(float), cudaMemcpyDeviceToHost));
    cudaGraphExec_t other;
    CHECK(cudaGraphInstantiate(&other, built, 0));
    CHECK(cudaGraphLaunch(other, stream));
    CHECK(cudaStreamSynchronize(stream));
    report("built graph", back.data(), n * sizeof(float));

    launch.gridDim = dim3(1);
    CHECK(cudaGraphExecKernelNodeSetParams(other, kernel, &launch));
    CHECK(cudaGraphLaunch(other, stream));
    CHECK(cudaStreamSynchronize(stream));
    report("after a change of a node", back.data(), n * sizeof(float));

    cudaGraph_t clone;
    CHECK(cudaGraphClone(&clone, built));
    cudaGraphExecUpdateResultInfo info;
    CHECK(cudaGraphExecUpdate(other, clone, &info));
    CHECK(cudaGraphLaunch(other, stream));
    CHECK(cudaStreamSynchronize(stream));
    report("updated from a clone", back.data(), n * sizeof(float));
    CHECK(cudaGraphExecDestroy(other));
    CHECK(cudaGraphExecDestroy(executable));
    CHECK(cudaGraphDestroy(clone));
    CHECK(cudaGraphDestroy(built));
    CHECK(cudaGraphDestroy(captured));
    std::printf("end\n");
}
