"""The server of the Model Context Protocol, made of the tables of tools, resources and prompts with the SDK `mcp`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import anyio
from anyio.to_thread import run_sync
from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from dateline import __version__
from dateline.assistants.opened import Asked
from dateline.assistants.prompts import PROMPTS
from dateline.assistants.resources import ABOUT, TEMPLATES, resource
from dateline.assistants.tools import INSTRUCTIONS, TOOLS
from dateline.errors import DatelineError
from dateline.names import nearest

if TYPE_CHECKING:
    from starlette.types import ASGIApp

PATH = "/mcp"
"""Where the server is, over HTTP."""
_AT_ONCE = 4
"""So many answers are worked out at the same time, each with a connection of its own."""
_READS = types.ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
_OPTION = re.compile(r"(?<![\w'\"-])--([a-z][a-z-]*)")
_T = TypeVar("_T")


def server(db: Asked) -> Server[Any]:
    """Return the server of an open database."""
    turns: list[anyio.CapacityLimiter] = []

    async def beside(work: Callable[[], _T]) -> _T:
        if not turns:  # a limiter belongs to the loop that runs
            turns.append(anyio.CapacityLimiter(_AT_ONCE))
        return await run_sync(work, limiter=turns[0])

    async def call(_: Any, asked: types.CallToolRequestParams) -> types.CallToolResult:
        if asked.name not in TOOLS:
            raise MCPError(types.INVALID_PARAMS, _unknown("tool", asked.name, TOOLS))
        return await beside(partial(_called, db, asked))

    async def read(_: Any, asked: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        found = await beside(partial(_read, db, str(asked.uri)))
        if isinstance(found, str):
            raise MCPError(types.INVALID_PARAMS, found)
        return found

    return Server(
        "dateline",
        version=__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=_tools,
        on_call_tool=call,
        on_list_resources=_resources,
        on_list_resource_templates=_templates,
        on_read_resource=read,
        on_list_prompts=_prompts,
        on_get_prompt=_prompt,
    )


def _called(db: Asked, asked: types.CallToolRequestParams) -> types.CallToolResult:
    """Return the result of a call; an error leaves the thread as a result, so that no connection leaves with it."""
    try:
        return _result(TOOLS[asked.name].called(db, asked.arguments))
    except DatelineError as error:
        return _refusal(error)


def _read(db: Asked, address: str) -> types.ReadResourceResult | str:
    """Return the resource at an address, or why there is none."""
    try:
        text = _json(resource(db, address))
    except DatelineError as error:
        return _in_a_line(error)
    contents = types.TextResourceContents(uri=address, mime_type="application/json", text=text)
    return types.ReadResourceResult(contents=[contents])


async def _tools(*_: Any) -> types.ListToolsResult:
    return types.ListToolsResult(
        tools=[
            types.Tool(
                name=name,
                description=tool.summary,
                input_schema=tool.input_schema(),
                output_schema=tool.output_schema(),
                annotations=_READS,
            )
            for name, tool in TOOLS.items()
        ]
    )


async def _resources(*_: Any) -> types.ListResourcesResult:
    about = types.Resource(
        uri=ABOUT, name="about", description="What the database holds.", mime_type="application/json"
    )
    return types.ListResourcesResult(resources=[about])


async def _templates(*_: Any) -> types.ListResourceTemplatesResult:
    return types.ListResourceTemplatesResult(
        resource_templates=[
            types.ResourceTemplate(
                uri_template=address,
                name=kind,
                description=f"One {kind}, as show gives it.",
                mime_type="application/json",
            )
            for kind, address in TEMPLATES.items()
        ]
    )


async def _prompts(*_: Any) -> types.ListPromptsResult:
    return types.ListPromptsResult(
        prompts=[
            types.Prompt(
                name=name,
                description=prompt.about,
                arguments=[
                    types.PromptArgument(name=each, description=about, required=each not in prompt.optional)
                    for each, about in prompt.arguments.items()
                ],
            )
            for name, prompt in PROMPTS.items()
        ]
    )


async def _prompt(_: Any, asked: types.GetPromptRequestParams) -> types.GetPromptResult:
    if asked.name not in PROMPTS:
        raise MCPError(types.INVALID_PARAMS, _unknown("prompt", asked.name, PROMPTS))
    prompt = PROMPTS[asked.name]
    try:
        text = prompt.filled(asked.arguments)
    except DatelineError as error:
        raise MCPError(types.INVALID_PARAMS, _in_a_line(error)) from None
    message = types.PromptMessage(role="user", content=types.TextContent(text=text))
    return types.GetPromptResult(description=prompt.about, messages=[message])


def _result(answer: dict[str, Any]) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=_json(answer))], structured_content=answer)


def _refusal(error: DatelineError) -> types.CallToolResult:
    wrong = {"error": named(error.message), "hint": error.hint and named(error.hint)}
    return types.CallToolResult(content=[types.TextContent(text=_json(wrong))], structured_content=wrong, is_error=True)


def _unknown(what: str, name: str, known: Any) -> str:
    near = nearest(name[:200], known, 1)
    return f"there is no {what} {name[:200]!r}: " + (
        f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
    )


def _in_a_line(error: DatelineError) -> str:
    return named(f"{error.message} ({error.hint})" if error.hint else error.message)


def named(message: str) -> str:
    """Return a message in which options of the command line have the names of arguments: --as-of is as_of."""
    return _OPTION.sub(lambda found: found[1].replace("-", "_"), message)


def _json(answer: Any) -> str:
    return json.dumps(answer, ensure_ascii=False)


def run_stdio(db: Asked) -> None:
    """Answer on the standard input and output until the input ends."""

    async def serve() -> None:
        served = server(db)
        async with stdio_server() as (incoming, outgoing):
            await served.run(incoming, outgoing, served.create_initialization_options())

    anyio.run(serve)


def application(db: Asked) -> ASGIApp:
    """Return the server as an ASGI application at PATH, which needs a guard and its lifespan.

    It keeps no sessions: every question stands alone.
    """
    return server(db).streamable_http_app(streamable_http_path=PATH, json_response=True, stateless_http=True)
