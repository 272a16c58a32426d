# SPDX-License-Identifier: EUPL-1.2
"""What every tour needs around its steps: the language, the demonstration with its processes, and
steps that are timed, photographed and printed."""

import gettext
import glob
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import traceback

from desktop import Desktop, Trouble, descendants, wait_for
from person import Person

LOCALES = {'en': 'C.UTF-8', 'it': 'it_IT.UTF-8'}


def locale_folder(language, folder):
    """Where libc finds the locale: None when the system has it, else a folder it is made in."""
    name = LOCALES[language]
    have = subprocess.run(['locale', '-a'], capture_output=True, text=True, check=False).stdout
    if name.replace('UTF-8', 'utf8') in have.replace('UTF-8', 'utf8').split():
        return None
    target = os.path.join(folder, name)
    if not os.path.isdir(target):
        os.makedirs(folder, exist_ok=True)
        # It warns about what this machine's charmap lacks and makes the locale all the same.
        subprocess.run(['localedef', '-i', name.split('.')[0], '-f', 'UTF-8', target],
                       capture_output=True, check=False)
        if not os.path.isdir(target):
            raise Trouble(f'the locale {name} cannot be made')
    return folder


def translator(language, build):
    """The function that gives the words the windows show for the words of the sources."""
    if language == 'en':
        return lambda text: text
    return gettext.translation('sportello', os.path.join(build, 'po'), [language]).gettext


class Step:
    """One step of a tour: a method with a title."""
    count = 0

    def __init__(self, title):
        Step.count += 1
        self.number, self.title = Step.count, title

    def __call__(self, method):
        method.step = self
        return method


step = Step


class Stage:
    """The demonstration on a desktop of its own, and the steps that a subclass plays on it."""

    def __init__(self, options):
        self.options = options
        self.build = options.build
        self.pictures = options.pictures
        shutil.rmtree(self.pictures, ignore_errors=True)
        os.makedirs(self.pictures)
        self._ = translator(options.language, self.build)
        self.desktop = Desktop(
            '2760x1960', LOCALES[options.language], options.dark,
            os.path.join(self.pictures, 'logs'),
            locale_folder(options.language, os.path.join(self.build, 'locale')))
        self.desktop.env['GST_REGISTRY'] = os.path.join(self.build, 'gst-registry.bin')
        # The two sides of the call are in one process on this machine: loopback is enough.
        self.desktop.env['G_DEBUG'] = 'fatal-criticals'
        self.data = os.path.join(self.desktop.home, 'demo')
        self.person = self.program = None
        self.windows = {}
        self.current = None
        self.killed = 0

    # The demonstration.
    def start(self):
        self.person = Person(self.desktop, self.pictures)
        self.program = self.desktop.spawn('sportello', [
            os.path.join(self.build, 'app', 'shell', 'sportello'), '--demo',
            '--demo-data', self.data])

    def backend(self):
        """The process id of the demonstration's backend, or None while there is none."""
        for pid in descendants(self.program.pid):
            try:
                with open(f'/proc/{pid}/cmdline', 'rb') as file:
                    words = file.read().split(b'\0')
            except OSError:
                continue
            if words and os.path.basename(words[0]) == b'sportello-backend':
                return pid
        return None

    def kill_backend(self):
        """kill -9, and the demonstration has to start it again by itself."""
        pid = wait_for(self.backend, 10, 'the backend is running')
        os.kill(pid, signal.SIGKILL)
        self.killed += 1
        wait_for(lambda: self.backend() not in (None, pid), 10, 'the backend is started again')

    def mails(self):
        found = glob.glob(os.path.join(self.data, '**', 'mail'), recursive=True)
        return found[0] if found else os.path.join(self.data, 'mail')

    # The steps.
    def picture(self, who, name):
        """Photographs a window as NN-WHO-NAME.png."""
        label = re.sub(r'[^a-z0-9]+', '-', f'{who} {name}'.lower())
        return self.windows[who].picture(f'{self.current.number:02d}-{label.strip("-")}')

    def steps(self):
        found = [m for m in (getattr(self, n) for n in dir(type(self))) if hasattr(m, 'step')]
        return sorted(found, key=lambda m: m.step.number)

    def say(self, text):
        print(text if not self.options.tap else '# ' + text.replace('\n', '\n# '), flush=True)

    def result(self, title, seconds, trouble=None):
        number = self.current.number
        if self.options.tap:
            print(f'{"not ok" if trouble else "ok"} {number} {title}', flush=True)
        else:
            mark = 'FAILED' if trouble else 'ok'
            print(f'{mark:6} {seconds:6.2f} s  {number:2d}  {title}', flush=True)

    def play(self):
        """Plays every step; the first that fails ends the tour. True when all went well."""
        methods, begin = self.steps(), time.monotonic()
        if self.options.tap:
            print(f'1..{len(methods)}', flush=True)
        with self.desktop:
            try:
                for index, method in enumerate(methods):
                    if not self.perform(method):
                        for rest in methods[index + 1:]:
                            self.current = rest.step
                            if self.options.tap:
                                print(f'not ok {rest.step.number} {rest.step.title}')
                        return False
                    if self.options.kill_backend and index + 1 < len(methods):
                        self.kill_backend()
                self.say(f'{len(methods)} steps in {time.monotonic() - begin:.1f} s'
                         + (f', the backend killed {self.killed} times' if self.killed else '')
                         + f'; pictures in {os.path.relpath(self.pictures)}')
                if self.options.keep:
                    self.keep()
                self.end()
                return True
            finally:
                # Before the display goes, or Xlib ends this process.
                if self.person:
                    self.person.close()

    def perform(self, method):
        self.current = method.step
        begin = time.monotonic()
        try:
            method()
        except Exception as trouble:  # Whatever it is, it is shown with the windows as they are.
            self.result(method.step.title, time.monotonic() - begin, True)
            self.say(str(trouble) if isinstance(trouble, Trouble) else traceback.format_exc())
            self.say(f'The logs are in {os.path.relpath(self.desktop.logs)}.')
            for who, window in self.windows.items():
                path = os.path.join(self.pictures, f'failed-{who}.png')
                window.person.screen.save(window.id, path)
            return False
        self.result(method.step.title, time.monotonic() - begin)
        return True

    def keep(self):
        """Leaves everything running until a key is pressed."""
        self.say(f'Display {self.desktop.env["DISPLAY"]}, data in {self.data}. Return ends it.')
        sys.stdin.readline()

    def end(self):
        """The program ends when it is asked to, and takes its backend with it."""
        backend = self.backend()
        self.program.terminate()
        if self.program.wait(10) not in (0, -signal.SIGTERM):
            raise Trouble(f'sportello ended with {self.program.returncode}')
        if backend:
            wait_for(lambda: not os.path.exists(f'/proc/{backend}') or
                     self.desktop._reap(), 10, 'the backend ends with the program')
