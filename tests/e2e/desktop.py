#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""A desktop of its own for tests: a display, a window manager, a session bus, accessibility and an
unlocked keyring, in a home of its own. Everything it started, and whatever that started, is ended
by its process id when it stops.

    tests/e2e/desktop.py [--size WIDTHxHEIGHT] COMMAND [ARGUMENT…]

runs the command on such a desktop and exits with its status.
"""

import argparse
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PR_SET_CHILD_SUBREAPER = 36
BUS_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
# What GNOME sets by its settings daemon; nothing moves by itself, so that pictures are the same.
SETTINGS = """[Settings]
gtk-font-name=Cantarell 11
gtk-decoration-layout=appmenu:close
gtk-enable-animations=false
gtk-cursor-blink=false
"""
ACCESSIBILITY = ('/usr/libexec/at-spi-bus-launcher', '/usr/lib/at-spi2-core/at-spi-bus-launcher')


class Trouble(Exception):
    """What was waited for did not come; the text says what."""


def wait_for(predicate, limit=10.0, what='a condition', pause=0.05):
    """Asks until the answer is true and returns it; Trouble after `limit` seconds."""
    end = time.monotonic() + limit
    while True:
        answer = predicate()
        if answer:
            return answer
        if time.monotonic() > end:
            raise Trouble(f'{what}: not within {limit:g} s')
        time.sleep(pause)


def descendants(pid):
    """The process ids below `pid`, the deepest last."""
    below, parents = [], {}
    for entry in os.listdir('/proc'):
        if entry.isdigit():
            try:
                with open(f'/proc/{entry}/stat', encoding='utf-8', errors='replace') as file:
                    parents[int(entry)] = int(file.read().rsplit(')', 1)[1].split()[1])
            except (OSError, IndexError):
                continue
    level = [pid]
    while level:
        level = [p for p, parent in parents.items() if parent in level]
        below += level
    return below


class Desktop:
    """A context manager; `env` is the environment of programs on this desktop."""

    def __init__(self, size='2880x1400', language='C.UTF-8', dark=False, logs=None, locales=None):
        self.size = size
        self.home = tempfile.mkdtemp(prefix='desktop-')
        self.logs = logs or os.path.join(self.home, 'logs')
        self.processes = {}
        self.env = dict(os.environ)
        for name in ('WAYLAND_DISPLAY', 'DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'AT_SPI_BUS_ADDRESS',
                     'LC_ALL', 'LC_MESSAGES', 'LC_TIME', 'LANGUAGE', 'GTK_THEME', 'GTK_A11Y'):
            self.env.pop(name, None)
        self.env.update(
            HOME=self.home,
            XDG_RUNTIME_DIR=self._folder('runtime'),
            XDG_CONFIG_HOME=self._folder('config'),
            XDG_DATA_HOME=self._folder('data'),
            XDG_CACHE_HOME=self._folder('cache'),
            XDG_SESSION_TYPE='x11',
            LANG=language,
            TZ='Europe/Rome',
            GDK_BACKEND='x11',
            GSK_RENDERER='cairo',
            GSETTINGS_BACKEND='keyfile',
            GIO_USE_VFS='local',
            # No portal here: the style comes from this variable instead of the settings portal.
            ADW_DISABLE_PORTAL='1',
            ADW_DEBUG_COLOR_SCHEME='prefer-dark' if dark else 'prefer-light',
            NO_AT_BRIDGE='0',
        )
        if locales:
            self.env['LOCPATH'] = locales
        os.makedirs(self.logs, exist_ok=True)
        with open(os.path.join(self._folder('config/gtk-4.0'), 'settings.ini'), 'w',
                  encoding='utf-8') as file:
            file.write(SETTINGS)

    def _folder(self, name):
        path = os.path.join(self.home, name)
        os.makedirs(path, mode=0o700, exist_ok=True)
        return path

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def spawn(self, name, command, env=None, **more):
        """Starts a program on this desktop; its output goes to LOGS/NAME.log."""
        with open(os.path.join(self.logs, name + '.log'), 'ab') as log:
            more.setdefault('stdout', log)
            more.setdefault('stderr', log)
            more.setdefault('stdin', subprocess.DEVNULL)
            process = subprocess.Popen(command, env={**self.env, **(env or {})}, **more)
        self.processes[name] = process
        return process

    def _announced(self, name, command):
        """Starts a program that writes one line to a file descriptor when it is ready."""
        reader, writer = os.pipe()
        self.spawn(name, [c.format(fd=writer) for c in command], pass_fds=[writer])
        os.close(writer)
        with os.fdopen(reader) as file:
            line = file.readline().strip()
        if not line:
            raise Trouble(f'{name} did not start; see {self.logs}/{name}.log')
        return line

    def start(self):
        """Starts what a desktop consists of; each part is waited for."""
        # Orphans of what is started here become our children and can be ended with the rest.
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        number = self._announced('xvfb', [
            'Xvfb', '-displayfd', '{fd}', '-screen', '0', self.size + 'x24', '-nolisten', 'tcp',
            '-dpi', '96', '-noreset'])
        self.env['DISPLAY'] = ':' + number
        configuration = os.path.join(self.home, 'bus.conf')
        with open(configuration, 'w', encoding='utf-8') as file:
            file.write(BUS_CONFIGURATION.format(folder=self.env['XDG_RUNTIME_DIR']))
        self.env['DBUS_SESSION_BUS_ADDRESS'] = self._announced('bus', [
            'dbus-daemon', '--nofork', '--nosyslog', '--config-file=' + configuration,
            '--print-address={fd}'])
        self.spawn('openbox', ['openbox', '--sm-disable'])
        launcher = next((path for path in ACCESSIBILITY if os.path.exists(path)), None)
        if not launcher:
            raise Trouble('at-spi-bus-launcher is not installed')
        self.spawn('accessibility', [launcher, '--launch-immediately'])
        keyring = self.spawn('keyring', [
            'gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets',
            '--control-directory=' + self._folder('runtime/keyring')], stdin=subprocess.PIPE)
        keyring.stdin.write(b'a password of this desktop')
        keyring.stdin.close()
        wait_for(self._has_window_manager, 10, 'the window manager')
        for name in ('org.freedesktop.secrets', 'org.a11y.Bus'):
            wait_for(lambda: self._owned(name), 10, f'{name} on the session bus', 0.1)

    def _quiet(self, *command):
        return subprocess.run(command, env=self.env, capture_output=True, text=True,
                              check=False).stdout

    def _has_window_manager(self):
        return '0x' in self._quiet('xprop', '-root', '_NET_SUPPORTING_WM_CHECK')

    def _owned(self, name):
        return 'true' in self._quiet(
            'dbus-send', '--session', '--print-reply', '--dest=org.freedesktop.DBus', '/',
            'org.freedesktop.DBus.NameHasOwner', 'string:' + name)

    def stop(self):
        """Ends every process below this one that was not there before us, and waits for it."""
        mine = [p.pid for p in self.processes.values()]
        below = descendants(os.getpid())
        for number in (signal.SIGTERM, signal.SIGKILL):
            # The display goes last, so that nobody is killed by its loss.
            for pid in sorted(set(below + mine), key=lambda p: p == self._pid('xvfb')):
                try:
                    os.kill(pid, number)
                except ProcessLookupError:
                    pass
            end = time.monotonic() + 5
            while below and time.monotonic() < end:
                self._reap()
                below, mine = descendants(os.getpid()), []
                time.sleep(0.05)
            if not below:
                break
        shutil.rmtree(self.home, ignore_errors=True)

    def _pid(self, name):
        return self.processes[name].pid if name in self.processes else None

    def _reap(self):
        for process in self.processes.values():
            process.poll()
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            pass


def main():
    parser = argparse.ArgumentParser(description='Runs a command on a desktop of its own.')
    parser.add_argument('--size', default='1920x1200')
    parser.add_argument('command', nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if not options.command:
        parser.error('a command is needed')
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with Desktop(options.size) as desktop:
        return subprocess.run(options.command, env=desktop.env, check=False).returncode


if __name__ == '__main__':
    sys.exit(main())
