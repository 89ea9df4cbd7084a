"""Values of arguments and options, read without pydantic where they are plainly right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from typer._coercion import RuntimeParam, TypeDescriptor, build_runtime_param
from typer._param_types import coerce_cli_choice, coerce_cli_path
from typer.core import TyperArgument, TyperOption

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter


def lighten(param: Parameter) -> None:
    """Let the parameter read plain values by itself.

    typer builds a pydantic adapter for every parameter, given or not, which costs more than the rest of the start.
    """
    if isinstance(param, TyperArgument | TyperOption) and not isinstance(param._runtime_param, _LightParam):  # noqa: SLF001
        descriptor = param.type_descriptor
        param._runtime_param = _LightParam(descriptor.parameter_info, descriptor.annotation, descriptor)  # noqa: SLF001


@dataclass(frozen=True)
class _LightParam(RuntimeParam):
    """Takes a value that is plainly right as it is, and leaves every other one to typer's own reading."""

    descriptor: TypeDescriptor

    def _coerce_value(self, value: Any, param: Any, ctx: Context) -> Any:
        annotation = self.annotation
        try:
            if self.descriptor.is_list and not self.descriptor.is_file:
                return [self._plain(item, get_args(annotation)[0], ctx) for item in value]
            return self._plain(value, annotation, ctx)
        except ValueError:
            return build_runtime_param(self.descriptor)._coerce_value(value, param=param, ctx=ctx)  # noqa: SLF001

    def _plain(self, value: Any, annotation: Any, ctx: Context) -> Any:
        """The value in its type; ValueError when it is not plain what it should be."""
        info = self.parameter_info
        if info.parser is not None:
            return info.parser(value)
        if self.descriptor.is_file:
            raise ValueError
        if annotation is Path and self.descriptor.is_path:
            return coerce_cli_path(Path(value), info, path_type=Path, ctx=ctx)
        if self.descriptor.choices is not None:
            choices = self.descriptor.choices
            return coerce_cli_choice(value, choices=choices, case_sensitive=info.case_sensitive, ctx=ctx)
        if annotation is int and re.fullmatch("[0-9]{1,9}", str(value)):
            value = int(value)
        if type(value) is not annotation or (type(value) in (int, float) and not self._is_within(value)):
            raise ValueError
        return value

    def _is_within(self, number: float) -> bool:
        """Whether the number lies in the declared range."""
        info = self.parameter_info
        return (info.min is None or info.min <= number) and (info.max is None or number <= info.max)
