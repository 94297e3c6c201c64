#!/usr/bin/env python3
"""man-pages.py BIN OUT: writes a manual page of every command of the programs in the folder BIN to the folder OUT.

They say what --help says: lapor's from its description of itself, the workers' from their help pages.
"""
import json
import pathlib
import subprocess
import sys

WORKERS = ["IntakeWorker", "RoutingWorker", "NotifyWorker", "CaseWorker", "ClockWorker", "WebhookWorker", "SmsWorker", "Gateway", "MailWorker"]


def roff(text):
    """Text of which nothing is a request or an escape."""
    lines = text.replace("\\", "\\e").replace("-", "\\-").split("\n")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in lines)


def paragraphs(text):
    """Indented lines stay as they are; others are filled."""
    parts = []
    for block in text.strip().split("\n\n"):
        is_table = any(line.startswith("  ") for line in block.split("\n"))
        parts.append(f".nf\n{roff(block)}\n.fi" if is_table else roff(block))
    return "\n.PP\n".join(parts)


def page(path, abstract, sections):
    name = "-".join(path)
    head = f'.TH "{name.upper()}" 1 "" "lapor" "lapor"\n.SH NAME\n{roff(name)} \\- {roff(abstract.rstrip("."))}\n'
    return head + "".join(f".SH {title}\n{text}\n" for title, text in sections if text)


def option(argument):
    if argument["kind"] == "positional":
        return f".TP\n.I {roff(argument['valueName'])}\n"
    names = [("--" if name["kind"] == "long" else "-") + name["name"] for name in argument.get("names", [])]
    value = f" \\fI{roff(argument['valueName'])}\\fR" if argument["kind"] == "option" else ""
    return f".TP\n\\fB{roff(', '.join(names))}\\fR{value}\n"


def options(command):
    entries = []
    for argument in command.get("arguments", []):
        if not argument.get("shouldDisplay", True):
            continue
        words = argument.get("abstract", "")
        if argument.get("defaultValue"):
            words += f" (default: {argument['defaultValue']})"
        entries.append(option(argument) + roff(words or "."))
    return "\n".join(entries)


def synopsis(path, command):
    parts = [f"\\fB{roff(' '.join(path))}\\fR"]
    if command.get("subcommands"):
        parts.append("\\fIcommand\\fR")
    if any(a["kind"] != "positional" for a in command.get("arguments", [])):
        parts.append("[\\fIoptions\\fR]")
    for argument in command.get("arguments", []):
        if argument["kind"] == "positional" and argument.get("shouldDisplay", True):
            name = f"\\fI{roff(argument['valueName'])}\\fR" + (" ..." if argument.get("isRepeating") else "")
            parts.append(f"[{name}]" if argument.get("isOptional") else name)
    return " ".join(parts)


def write(command, path, out):
    subcommands = [sub for sub in command.get("subcommands", []) if sub["commandName"] != "help"]
    below = "\n".join(
        f".TP\n\\fB{roff('-'.join(path + [sub['commandName']]))}\\fR(1)\n{roff(sub.get('abstract', ''))}"
        for sub in subcommands)
    sections = [
        ("SYNOPSIS", synopsis(path, command)), ("DESCRIPTION", paragraphs(command.get("discussion", ""))),
        ("OPTIONS", options(command)), ("COMMANDS", below),
    ]
    text = page(path, command.get("abstract", ""), sections)
    (out / f"{'-'.join(path)}.1").write_text(text, encoding="utf-8")
    for sub in subcommands:
        write(sub, path + [sub["commandName"]], out)


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: scripts/man-pages.py BIN OUT")
    programs, out = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)

    def said(program, flag):
        return subprocess.run([programs / program, flag], check=True, capture_output=True, text=True).stdout

    write(json.loads(said("lapor", "--experimental-dump-help"))["command"], ["lapor"], out)
    for worker in WORKERS:
        if (programs / worker).exists():
            help_page = said(worker, "--help").strip()
            text = page([worker], "a worker of the complaint pipeline", [("DESCRIPTION", f".nf\n{roff(help_page)}\n.fi")])
            (out / f"{worker}.1").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
