"""Walks the families: which kinds there are, what each declares. A new file in a family's folder is found by itself."""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
import types
from collections.abc import Mapping
from typing import Annotated, Any, Union

from pydantic import Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from engine.fields import Hyperparameter, Member, Value, hyperparameters

FAMILIES: Mapping[str, str] = types.MappingProxyType(
    {
        "layers": "Layers",
        "losses": "Losses",
        "optimizers": "Optimizers",
        "schedules": "Schedules",
        "regularizers": "Regularizers",
        "initializers": "Initializers",
        "preprocessing": "Preprocessing",
        "augmentations": "Augmentations",
        "datasets": "Data sets",
        "rules": "Training rules",
        "metrics": "Metrics",
        "templates": "Templates",
    }
)
"""The families' names, as in folders and files, and their titles."""


@functools.cache
def family(name: str) -> Mapping[str, type[Member]]:
    """The members of a family: kind -> class, in the order of titles."""
    package = importlib.import_module(f"engine.{name}")
    found: dict[str, type[Member]] = {}
    for module_info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"engine.{name}.{module_info.name}")
        for _, cls in inspect.getmembers(module, inspect.isclass):
            if issubclass(cls, Member) and cls.__module__ == module.__name__ and "kind" in cls.model_fields:
                kind = cls.kind_name()
                if kind in found:
                    raise AssertionError(f"{cls.__qualname__} and {found[kind].__qualname__} are both of kind {kind}")
                found[kind] = cls
    return types.MappingProxyType(dict(sorted(found.items(), key=lambda entry: entry[1].title.lower())))


def union(name: str) -> Any:
    """The type of a field that holds any member of a family, told apart by `kind`."""
    return Annotated[Union[tuple(family(name).values())], Field(discriminator="kind")]  # noqa: UP007


def describe(cls: type[Member]) -> dict[str, Any]:
    """One member as plain data: its kind, texts, fields and JSON Schema."""
    return {
        "kind": cls.kind_name(),
        "title": cls.title,
        "group": getattr(cls, "group", None),
        "summary": cls.summary(),
        "formula": cls.formula(),
        "fields": [_field(entry) for entry in hyperparameters(cls)],
        "schema": schema(cls),
    }


def describe_all() -> dict[str, list[dict[str, Any]]]:
    """The whole catalogue as plain data: family -> members."""
    return {name: [describe(cls) for cls in family(name).values()] for name in FAMILIES}


def schema(cls: type[Value]) -> dict[str, Any]:
    """The JSON Schema of a value's class."""
    return TypeAdapter(cls).json_schema(schema_generator=_PlainDefaults)


class _PlainDefaults(GenerateJsonSchema):
    """pydantic builds a serializer for every default: a fifth of the work, where defaults are plain already."""

    def encode_default(self, dft: Any) -> Any:
        return dft if isinstance(dft, int | float | str) else super().encode_default(dft)


def _field(entry: Hyperparameter) -> dict[str, Any]:
    plain = vars(entry).copy()
    plain["options"] = dict(entry.options)
    return plain
