"""A thin hand over onnx.helper: nodes in the order they are computed, weights as they are in a checkpoint."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from .calibrate import Ranges

FLOAT, INT64, INT32 = TensorProto.FLOAT, TensorProto.INT64, TensorProto.INT32
BOOL, UINT8 = TensorProto.BOOL, TensorProto.UINT8
MICROSOFT = "com.microsoft"
OPSET = 20


class Graph:
    """Values are named by numbers; with `ranges`, of what each linear layer reads, these compute in eight bits."""

    def __init__(self, name: str, ranges: Ranges | None = None):
        self.name, self.ranges = name, ranges
        self.quantised: dict[str, tuple[str, str, str]] = {}
        self.nodes, self.weights, self.inputs, self.outputs = [], [], [], []
        self.count = 0

    def input(self, name: str, kind: int, shape: list[str | int]) -> str:
        self.inputs.append(helper.make_tensor_value_info(name, kind, shape))
        return name

    def output(self, name: str, kind: int, shape: list[str | int]) -> str:
        """Declares an output; the node that writes it takes its name."""
        self.outputs.append(helper.make_tensor_value_info(name, kind, shape))
        return name

    def finish(self, value: str, name: str, kind: int, shape: list[str | int]) -> str:
        """Makes an output of a value that a node has written, whatever reads it already."""
        self.output(name, kind, shape)
        for node in self.nodes:
            for names in (node.input, node.output):
                for place, own in enumerate(names):
                    if own == value:
                        names[place] = name
        return name

    def fresh(self) -> str:
        self.count += 1
        return f"v{self.count}"

    def op(self, kind: str, *inputs: str, domain: str = "", **attributes) -> str:
        """One node with one output."""
        return self.ops(kind, inputs, 1, domain, **attributes)[0]

    def ops(self, kind: str, inputs, outputs: int | list[str], domain: str = "", **attributes) -> list[str]:
        """One node with several outputs, or with outputs of given names ("" for one that nobody wants)."""
        names = outputs if isinstance(outputs, list) else [self.fresh() for _ in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names

    def weight(self, array: np.ndarray | Tensor) -> str:
        if isinstance(array, Tensor):
            array = array.detach().float().cpu().numpy()
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def numbers(self, *values: int) -> str:
        return self.weight(np.array(values, np.int64))

    def matrix(
        self, x: str, weight: Tensor, bias: Tensor | None = None, *, like: nn.Linear, over: Tensor | float = 1.0
    ) -> str:
        """x @ weight.T + bias, the weight as torch has it (out x in); x is what the layer `like` reads, divided by
        `over`."""
        columns = weight.detach().float().cpu().numpy().T
        if self.ranges is not None:
            return self.eight_bit(*self.whole_numbers(x, *self.ranges[like].ends(over)), columns, bias)
        y = self.op("MatMul", x, self.weight(columns))
        return y if bias is None else self.op("Add", y, self.weight(bias))

    def bytes_matrix(self, x: str, weight: Tensor) -> str:
        """x @ weight.T for whole x from 0 to 255; in eight bits they are multiplied as they are."""
        columns = weight.detach().float().cpu().numpy().T
        if self.ranges is None:
            return self.op("MatMul", self.op("Cast", x, to=FLOAT), self.weight(columns))
        one, zero = self.weight(np.array(1, np.float32)), self.weight(np.array(0, np.uint8))
        return self.eight_bit(x, one, zero, columns, None)

    def evening(self, layer: nn.Linear) -> Tensor | float:
        """By what the numbers that `layer` reads are better divided in eight bits."""
        return 1.0 if self.ranges is None else self.ranges[layer].evening(layer.weight)

    def whole_numbers(self, x: str, low: float, high: float) -> tuple[str, str, str]:
        """x from `low` to `high` as 0 to 255, with scale and zero point; what lies beyond is cut off. Once for all
        that read x."""
        if x not in self.quantised:
            scale = max(high - low, 1e-8) / 255
            parts = [self.weight(np.array(scale, np.float32)), self.weight(np.array(round(-low / scale), np.uint8))]
            self.quantised[x] = (self.op("QuantizeLinear", x, *parts), *parts)
        return self.quantised[x]

    def eight_bit(self, x: str, scale: str, zero: str, columns: np.ndarray, bias: Tensor | None) -> str:
        """Weights are symmetric, with a scale for each output column."""
        own_scale = np.maximum(np.abs(columns).max(axis=0), 1e-8).astype(np.float32) / 127
        own = np.clip(np.round(columns / own_scale), -127, 127).astype(np.int8)
        inputs = [x, self.weight(own), scale, self.weight(own_scale), zero]
        inputs.append(self.weight(np.zeros_like(own_scale, np.int8)))
        if bias is not None:
            inputs.append(self.weight(bias))
        return self.op("MatMulIntegerToFloat", *inputs, domain=MICROSOFT)

    def linear(self, x: str, layer: nn.Linear) -> str:
        return self.matrix(x, layer.weight, layer.bias, like=layer)

    def save(self, path: Path) -> None:
        graph = helper.make_graph(self.nodes, self.name, self.inputs, self.outputs, self.weights)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
        model = helper.make_model(graph, producer_name="squared", opset_imports=opsets)
        model.ir_version = 10
        onnx.save(model, path)
