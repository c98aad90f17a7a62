"""`make_earlier_export.py FILE`: gives a decoder_new_rows.onnx the cache of four dimensions that it had until November 2026."""

import sys

import onnx
from onnx import helper

model = onnx.load(sys.argv[1])
axis = helper.make_tensor("axis", onnx.TensorProto.INT64, [1], [2])
model.graph.initializer.append(axis)
for value in [value for value in model.graph.input if value.name.startswith("past.")]:
    for node in model.graph.node:
        for place, name in enumerate(node.input):
            if name == value.name:
                node.input[place] = f"{name}.wide"
    del value.type.tensor_type.shape.dim[2]
    model.graph.node.insert(0, helper.make_node("Unsqueeze", [value.name, "axis"], [f"{value.name}.wide"]))
onnx.save(model, sys.argv[1])
