#!/usr/bin/env python3
"""Repeats commands of the built program, each in a process of its own, and prints their times and their peak memory as Markdown.

commands.py [RUNS] measures the repository's stacks and growing ones; commands.py cdk measures CDK's synthesis of the same resources.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "infra/bin/offline/Offline/net10.0/FlowerInfra"
DASHBOARDS = "  flower-infra:dashboards:\n"


def run(folder, command, environment=None):
    """The wall time, the CPU time (s) and the peak memory (MiB) of a command. Exit code 1 is a failed control: an answer too."""
    begin = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, env=os.environ | (environment or {}), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode not in (0, 1):
        sys.exit(f"{command} ended with {process.returncode}:\n{error.decode()[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def row(name, folder, command, runs, environment=None):
    walls, cpus, memory = zip(*(run(folder, command, environment) for _ in range(runs)))
    print(f"| {name} | {min(walls):.2f} s, {median(walls):.2f} s | {min(cpus):.2f} s, {median(cpus):.2f} s | {max(memory):.0f} MiB | {runs} |", flush=True)


def heading():
    print("| command | wall time: least, median | CPU time: least, median | peak memory | runs |")
    print("| --- | --- | --- | --- | --- |")


@contextlib.contextmanager
def project():
    """A copy of the project's configuration with growing stacks beside its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(ROOT / "Pulumi.yaml", folder)
        shutil.copytree(ROOT / "stacks", folder / "stacks")
        text = (folder / "stacks/Pulumi.dev.yaml").read_text(encoding="utf-8")
        head = text[:text.index(DASHBOARDS)] + DASHBOARDS
        for count in (1, 10, 100, 1000):
            dashboards = "".join(
                f"    flower-{number}:\n      host: flower-{number}.dev.example.internal\n      auth:\n        basic:\n          users: [oncall, ops]\n"
                for number in range(1, count + 1))
            (folder / f"stacks/Pulumi.dashboards-{count}.yaml").write_text(head + dashboards, encoding="utf-8")
        yield folder


def preview(stack, plan):
    return [PROGRAM, "preview", "--stack", stack, "--format", "json", "--out", plan]


def measure_commands(runs):
    with project() as folder:
        heading()
        for stack in ("dev", "staging", "prod", "django"):
            row(f"`preview` of {stack}", folder, preview(stack, folder / f"{stack}.json"), runs)
        for count in (1, 10, 100, 1000):
            stack = f"dashboards-{count}"
            few = runs if count < 1000 else min(runs, 3)
            row(f"`preview` of {stack}", folder, preview(stack, folder / f"{stack}.json"), few)
        for stack in ("dev", "prod"):
            row(f"`render` of {stack}", folder, [PROGRAM, "render", "--stack", stack, "--out", folder / "rendered"], runs)
        row("`diff` of prod with itself", folder, [PROGRAM, "diff", "--stack", "prod", "--base", folder / "prod.json"], runs)
        row("`controls` of prod", folder, [PROGRAM, "controls", "--stack", "prod"], runs)


def measure_cdk():
    with project() as folder:
        shutil.copytree(ROOT / "benchmarks/cdk", folder / "cdk")
        # npm's answer tells nothing that its exit code does not.
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--silent"], cwd=folder / "cdk", check=True, stdout=subprocess.DEVNULL)
        heading()
        for count in (1, 10, 100, 1000):
            stack = f"dashboards-{count}"
            plan = folder / f"{stack}.json"
            runs = 5 if count < 1000 else 3
            row(f"`preview` of {stack}", folder, preview(stack, plan), runs)
            row(f"CDK's synthesis of {stack}", folder / "cdk", ["node", "app.js"], runs, {"PLAN": plan, "CDK_OUTDIR": folder / "out"})


if __name__ == "__main__":
    if sys.argv[1:] == ["cdk"]:
        measure_cdk()
    else:
        measure_commands(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
