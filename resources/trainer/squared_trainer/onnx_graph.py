"""A thin hand over onnx.helper: nodes in the order they are computed, weights as they are in a checkpoint."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

FLOAT, INT64, INT32 = TensorProto.FLOAT, TensorProto.INT64, TensorProto.INT32
BOOL, UINT8 = TensorProto.BOOL, TensorProto.UINT8
MICROSOFT = "com.microsoft"
OPSET = 20


class Graph:
    """Values are named by numbers; `int8` stores the weights of linear layers in eight bits."""

    def __init__(self, name: str, int8: bool = False):
        self.name, self.int8 = name, int8
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

    def matrix(self, x: str, weight: Tensor, bias: Tensor | None = None) -> str:
        """x @ weight.T + bias, the weight as torch has it (out x in)."""
        columns = weight.detach().float().cpu().numpy().T
        if self.int8:
            return self.eight_bit(x, columns, bias)
        y = self.op("MatMul", x, self.weight(columns))
        return y if bias is None else self.op("Add", y, self.weight(bias))

    def matrices(self, x: str, weights: list[Tensor]) -> list[str]:
        """x @ weight.T for several weights; in eight bits x is quantised once."""
        if not self.int8:
            return [self.matrix(x, weight) for weight in weights]
        whole, scale, zero = self.ops("DynamicQuantizeLinear", [x], 3)
        results = []
        for weight in weights:
            own, own_scale, own_zero = self.quantised(weight.detach().float().cpu().numpy().T)
            inputs = [whole, own, scale, own_scale, zero, own_zero]
            results.append(self.op("MatMulIntegerToFloat", *inputs, domain=MICROSOFT))
        return results

    def bytes_matrix(self, x: str, weight: Tensor) -> str:
        """x @ weight.T for whole x from 0 to 255; in eight bits they are multiplied as they are."""
        columns = weight.detach().float().cpu().numpy().T
        if not self.int8:
            return self.op("MatMul", self.op("Cast", x, to=FLOAT), self.weight(columns))
        own, own_scale, own_zero = self.quantised(columns)
        one, zero = self.weight(np.array(1, np.float32)), self.weight(np.array(0, np.uint8))
        return self.op("MatMulIntegerToFloat", x, own, one, own_scale, zero, own_zero, domain=MICROSOFT)

    def quantised(self, columns: np.ndarray) -> list[str]:
        """Symmetric weights with a scale for each output column: whole numbers, scales, zero points."""
        scale = np.maximum(np.abs(columns).max(axis=0), 1e-8).astype(np.float32) / 127
        whole = np.clip(np.round(columns / scale), -127, 127).astype(np.int8)
        return [self.weight(whole), self.weight(scale), self.weight(np.zeros_like(scale, np.int8))]

    def eight_bit(self, x: str, columns: np.ndarray, bias: Tensor | None) -> str:
        """Activations are quantised as they come."""
        inputs = [x, *self.quantised(columns)]
        if bias is not None:
            inputs.append(self.weight(bias))
        return self.op("DynamicQuantizeMatMul", *inputs, domain=MICROSOFT)

    def linear(self, x: str, layer: nn.Linear) -> str:
        return self.matrix(x, layer.weight, layer.bias)

    def save(self, path: Path) -> None:
        graph = helper.make_graph(self.nodes, self.name, self.inputs, self.outputs, self.weights)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
        model = helper.make_model(graph, producer_name="squared", opset_imports=opsets)
        model.ir_version = 10
        onnx.save(model, path)
