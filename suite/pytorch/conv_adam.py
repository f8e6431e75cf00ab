"""Trains a small convolutional network with Adam."""

import torch
from common import DEVICE, Case
from torch import nn

case = Case("conv_adam")


class Block(nn.Module):
    def __init__(self, inside, outside, stride):
        super().__init__()
        self.a = nn.Conv2d(inside, outside, 3, stride, 1, bias=False)
        self.b = nn.Conv2d(outside, outside, 3, 1, 1, bias=False)
        self.norms = nn.ModuleList([nn.BatchNorm2d(outside), nn.BatchNorm2d(outside)])
        self.short = nn.Conv2d(inside, outside, 1, stride, bias=False)

    def forward(self, x):
        y = self.norms[0](self.a(x)).relu()
        return (self.norms[1](self.b(y)) + self.short(x)).relu()


def train(label, optimizer_of, steps=10, layout=torch.contiguous_format, dtype=None):
    with case.part(label):
        model = nn.Sequential(
            nn.Conv2d(3, 32, 3, 1, 1), Block(32, 64, 2), Block(64, 128, 2), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
            nn.Dropout(0.1), nn.Linear(128, 10),
        ).to(DEVICE, memory_format=layout)
        if dtype:
            model = model.to(dtype)
        optimizer = optimizer_of(model.parameters())
        images = torch.randn(32, 3, 32, 32, device=DEVICE, dtype=dtype).contiguous(memory_format=layout)
        labels = torch.randint(0, 10, (32,), device=DEVICE)
        losses = []
        for _ in range(steps):
            optimizer.zero_grad(set_to_none=True)
            loss = nn.functional.cross_entropy(model(images), labels)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            losses.append(loss.item())
        case.put(label, [*losses, *model.state_dict().values()])


train("Adam", lambda p: torch.optim.Adam(p, 1e-3))
train("AdamW, fused", lambda p: torch.optim.AdamW(p, 1e-3, fused=True))
train("SGD with momentum, channels last", lambda p: torch.optim.SGD(p, 0.1, momentum=0.9), layout=torch.channels_last)
train("Adam, bfloat16", lambda p: torch.optim.Adam(p, 1e-3), dtype=torch.bfloat16)

with case.part("other convolutions"):
    x = torch.randn(4, 16, 33, 31, device=DEVICE, requires_grad=True)
    layers = [
        nn.Conv2d(16, 24, 5, 2, 2, dilation=2), nn.Conv2d(16, 16, 3, groups=16), nn.ConvTranspose2d(16, 8, 4, 2, 1),
        nn.Conv2d(16, 8, 1), nn.MaxPool2d(3, 2), nn.AvgPool2d(2), nn.Upsample(scale_factor=2, mode="nearest"),
    ]
    outputs = [layer.to(DEVICE)(x) for layer in layers]
    sum(output.square().sum() for output in outputs).backward()
    case.put("other convolutions", [*outputs, x.grad])

with case.part("recurrent"):
    network = nn.LSTM(32, 64, 2, batch_first=True).to(DEVICE)
    x = torch.randn(8, 20, 32, device=DEVICE)
    out, _ = network(x)
    out.sum().backward()
    case.put("recurrent", [out, *(parameter.grad for parameter in network.parameters())])

case.finish()
