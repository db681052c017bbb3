"""Puts MiniStack into a virtual environment, once: `install.py FOLDER`. Quick when it is there, and safe to be
called by several at once: the lock ends with whoever holds it, so a killed installation is begun anew."""

import fcntl
import pathlib
import shutil
import subprocess
import sys
import venv

folder = pathlib.Path(sys.argv[1])
requirements = pathlib.Path(__file__).with_name("requirements.txt")
marker = folder / "installed.txt"
wanted = requirements.read_text() + sys.version

folder.parent.mkdir(parents=True, exist_ok=True)
with open(folder.with_name(folder.name + ".lock"), "w") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    if not (marker.exists() and marker.read_text() == wanted):
        shutil.rmtree(folder, ignore_errors=True)
        try:
            venv.create(folder, with_pip=True)
        except subprocess.CalledProcessError:
            sys.exit("Python cannot make a virtual environment. On Debian: apt-get install python3-venv")
        pip = [folder / "bin" / "python", "-m", "pip", "--quiet", "--disable-pip-version-check"]
        if subprocess.run([*pip, "install", "-r", requirements]).returncode != 0:
            sys.exit("pip could not install MiniStack. Is the network there, or a proxy set?")
        marker.write_text(wanted)
