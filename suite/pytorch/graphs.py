"""CUDA graphs: capture and replay, of inference, of whole training steps, with random numbers, in several streams."""

import torch
from common import DEVICE, IS_CUDA, Case, synchronize, transformer

case = Case("graphs")


def warm_up(step, times=3):
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        for _ in range(times):
            step()
    torch.cuda.current_stream().wait_stream(stream)


with case.part("inference"):
    model = transformer(dropout=0.0).eval()
    tokens = torch.zeros(2, 32, device=DEVICE, dtype=torch.long)
    with torch.no_grad():
        warm_up(lambda: model(tokens))
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            out = model(tokens)
        outputs = []
        for step in range(5):
            tokens.copy_(torch.randint(0, 1000, tokens.shape, device=DEVICE))
            graph.replay()
            outputs.append(out.clone())
        case.put("inference", outputs)
        synchronize()
        case.put("replay equals eager", torch.equal(model(tokens), outputs[-1]))

with case.part("training"):
    model = torch.nn.Sequential(torch.nn.Linear(64, 256), torch.nn.GELU(), torch.nn.Linear(256, 8)).to(DEVICE)
    optimizer = torch.optim.Adam(model.parameters(), 1e-3, capturable=True)
    x, y = torch.randn(32, 64, device=DEVICE), torch.randn(32, 8, device=DEVICE)

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss = torch.nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        return loss

    warm_up(step)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        loss = step()
    losses = []
    for _ in range(10):
        x.copy_(torch.randn(32, 64, device=DEVICE))
        graph.replay()
        losses.append(loss.item())
    case.put("training", [*losses, *model.state_dict().values()])

with case.part("random numbers"):
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        numbers = torch.rand(1000, device=DEVICE)
    draws = []
    for _ in range(3):
        graph.replay()
        draws.append(numbers.clone())
    case.put("random numbers", draws)
    case.put("draws differ", not torch.equal(draws[0], draws[1]))

with case.part("branches"):
    a = torch.randn(256, 256, device=DEVICE)
    side = torch.cuda.Stream()
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        main = torch.cuda.current_stream()
        side.wait_stream(main)
        with torch.cuda.stream(side):
            left = a @ a
        right = a.sin()
        main.wait_stream(side)
        both = left + right
    graph.replay()
    case.put("branches", both)

with case.part("two graphs share a pool"):
    pool = torch.cuda.graph_pool_handle()
    x = torch.randn(128, 128, device=DEVICE)
    first, second = torch.cuda.CUDAGraph(), torch.cuda.CUDAGraph()
    with torch.cuda.graph(first, pool=pool):
        y = x @ x
    with torch.cuda.graph(second, pool=pool):
        z = y + 1
    first.replay()
    second.replay()
    case.put("two graphs share a pool", z)

with case.part("graphed callable"):
    layer = torch.nn.Linear(32, 32).to(DEVICE)
    sample = torch.randn(4, 32, device=DEVICE, requires_grad=True)
    graphed = torch.cuda.make_graphed_callables(layer, (sample,))
    x = torch.randn(4, 32, device=DEVICE, requires_grad=True)
    graphed(x).sum().backward()
    case.put("graphed callable", [x.grad, *(parameter.grad for parameter in layer.parameters())])

with case.part("synchronizing in a capture fails"):
    outcome = "nothing"
    graph = torch.cuda.CUDAGraph()
    try:
        with torch.cuda.graph(graph):
            torch.randn(4, device=DEVICE).sum().item()
    except Exception as error:
        outcome = type(error).__name__
    case.put("synchronizing in a capture fails", outcome)
    case.put("and the device goes on", torch.ones(10, device=DEVICE).sum())

case.put("on CUDA", IS_CUDA)
case.finish()
