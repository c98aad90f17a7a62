"""python read_exported.py FORMAT FOLDER: reads an export with the format's own reader and prints what it found as JSON."""

import contextlib
import glob
import hashlib
import io
import json
import os
import sys
import tempfile

os.environ["HF_HUB_OFFLINE"] = "1"


def parquet(folder):
    from datasets import Image, load_dataset

    with tempfile.TemporaryDirectory() as cache:
        data = load_dataset(folder, split="train", cache_dir=cache)
        raw = data.cast_column("image", Image(decode=False))
        return [
            {
                **row,
                "image": described(row["image"]),
                "bytes": sha256(bare["image"]["bytes"]),
                "path": bare["image"]["path"],
            }
            for row, bare in zip(data, raw)
        ]


def webdataset(folder):
    import webdataset

    import pandas

    shards = sorted(glob.glob(os.path.join(folder, "*.tar")))
    table = pandas.concat([pandas.read_parquet(shard.replace(".tar", ".parquet")) for shard in shards])
    rows = {row["key"]: row for row in table.astype(object).where(table.notna(), None).to_dict("records")}
    raw = webdataset.WebDataset(shards, shardshuffle=False, empty_check=False)
    decoded = webdataset.WebDataset(shards, shardshuffle=False, empty_check=False).decode("pil")
    found = []
    for bare, sample in zip(raw, decoded):
        (ending,) = [name for name in sample if name not in ("txt", "json") and not name.startswith("__")]
        found.append(
            {
                "key": sample["__key__"],
                "txt": sample["txt"],
                "json": sample["json"],
                "image": described(sample[ending]),
                "bytes": sha256(bare[ending]),
                "row": rows[sample["__key__"]],
            }
        )
    return found


def coco(folder):
    from pycocotools.coco import COCO

    with contextlib.redirect_stdout(io.StringIO()):
        truth = COCO(os.path.join(folder, "annotations", "captions.json"))
        results = truth.loadRes(os.path.join(folder, "results.json"))
    return [
        {
            "file": image["file_name"],
            "width": image["width"],
            "height": image["height"],
            "captions": [{k: one[k] for k in ("by", "prompt", "caption")} for one in truth.imgToAnns[image["id"]]],
            "result": [one["caption"] for one in results.imgToAnns[image["id"]]],
        }
        for image in truth.loadImgs(sorted(truth.getImgIds()))
    ]


def vila(folder):
    """The tars through wids, which VILA's loader is made from, and the sidecars by the expressions of that loader."""
    import wids

    data = os.path.join(folder, "data")
    samples = wids.ShardListDataset(os.path.join(data, "wids-meta.json"), cache_dir=data, keep=True)
    found = []
    for sample in samples:
        tar_name = os.path.relpath(os.path.join(data, os.path.basename(sample["__shard__"])), data)
        choices = {}
        for choice in sorted(os.listdir(os.path.join(folder, "captions"))):
            with open(os.path.join(folder, "captions", choice, tar_name + ".json")) as file:
                shard_json = json.load(file)
            url = sample[".json"]["url"]
            if url in shard_json:
                choices[choice] = {
                    "coyo-wds": shard_json[url]["output"],
                    "coyo-wds-recap": shard_json[sample["__key__"]]["captions"]["vfc"],
                    "answers": shard_json[url]["answers"],
                }
        found.append({"txt": sample[".txt"], "url": sample[".json"]["url"], "choices": choices})
    return found


def sharegpt(folder):
    """As LLaMA-Factory finds it: by dataset_info.json, through `datasets`."""
    from datasets import load_dataset

    with open(os.path.join(folder, "dataset_info.json")) as file:
        information = json.load(file)["squared"]
    with tempfile.TemporaryDirectory() as cache:
        file = os.path.join(folder, information["file_name"])
        rows = load_dataset("json", data_files=file, split="train", cache_dir=cache).to_list()
    columns, tags = information["columns"], information["tags"]
    return [
        {
            "turns": [[one[tags["role_tag"]], one[tags["content_tag"]]] for one in row[columns["messages"]]],
            "images": [os.path.isfile(os.path.join(folder, image)) for image in row[columns["images"]]],
        }
        for row in rows
    ]


def described(image):
    return {"size": list(image.size), "mode": image.convert("RGB").mode}


def sha256(content):
    return None if content is None else hashlib.sha256(content).hexdigest()


print(
    json.dumps(
        {"parquet": parquet, "webdataset": webdataset, "coco": coco, "vila": vila, "sharegpt": sharegpt}[sys.argv[1]](
            sys.argv[2]
        )
    )
)
