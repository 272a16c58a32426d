#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Every test of the project in one run; tests/run prepares the machine and starts it.

lint        the rules of tests/lint
meson       all tests of the build, compiled with --werror, on a desktop of their own
sanitizers  the tests that need no window again, with AddressSanitizer and UBSan
tour        the whole story through both windows, each step one test
killed      the tour again, dark and in Italian, with a kill -9 of the backend after each step

The last line is `N passed, N failed, N skipped`; the lines before it name what failed or was
skipped, and why.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
sys.path.insert(0, os.path.join(HERE, 'e2e'))
from desktop import Desktop  # noqa: E402

PARTS = ['lint', 'meson', 'sanitizers', 'tour', 'killed']
# Suites that show windows or check files instead of code: no subject for the sanitizers.
NOT_SANITIZED = {'gtk', 'data', 'lint', 'e2e', 'bench'}
TAP = re.compile(r'^(ok|not ok) \d+ (?:- )?(.*?)(?: # SKIP ?(.*))?$')


def tool(name):
    """Debian's own tool before another of its name that may be first in PATH."""
    own = '/usr/bin/' + name
    return own if os.access(own, os.X_OK) else shutil.which(name) or name


class Report:
    """What passed, what failed and what was skipped."""

    def __init__(self):
        self.passed, self.failed, self.skipped = [], [], []

    def add(self, name, result, reason=''):
        {'ok': self.passed, 'failed': self.failed,
         'skipped': self.skipped}[result].append((name, reason))

    def tap(self, part, lines):
        """Reads TAP as it comes and shows it."""
        count = 0
        for line in lines:
            print('   ', line.rstrip(), flush=True)
            match = TAP.match(line.rstrip())
            if match:
                count += 1
                result = 'skipped' if match[3] is not None else \
                    'ok' if match[1] == 'ok' else 'failed'
                self.add(f'{part}: {match[2]}', result, match[3] or '')
        return count

    def end(self):
        for name, reason in self.skipped:
            print(f'SKIPPED {name}: {reason}')
        for name, reason in self.failed:
            print(f'FAILED  {name}{": " + reason if reason else ""}')
        print(f'{len(self.passed)} passed, {len(self.failed)} failed, {len(self.skipped)} skipped',
              flush=True)
        return 1 if self.failed or not self.passed else 0


def say(text):
    print(f'==> {text}', file=sys.stderr, flush=True)


def run(command, **more):
    return subprocess.run(command, cwd=ROOT, check=False, **more).returncode


def configure(folder, *options):
    """Sets the build folder up, or brings its options to what they have to be."""
    if os.path.exists(os.path.join(folder, 'build.ninja')):
        if not options:
            return True
        text = subprocess.run([tool('meson'), 'introspect', '--buildoptions', folder],
                              capture_output=True, text=True, check=False).stdout
        have = {o['name']: o['value'] for o in json.loads(text or '[]')}
        wrong = [o for o in options if str(have.get(o[2:].split('=')[0])).lower()
                 != o.split('=', 1)[1].lower() and 'sanitize' not in o]
        return not wrong or run([tool('meson'), 'configure', folder, *wrong]) == 0
    return run([tool('meson'), 'setup', folder, ROOT, *options], stdout=subprocess.DEVNULL) == 0


def compiled(report, part, folder, targets=()):
    """Builds; a build that fails or warns is one failed test."""
    done = subprocess.run([tool('ninja'), '-C', folder, *targets], cwd=ROOT, text=True, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        print(done.stdout[-6000:])
    report.add(f'{part}: the build', 'ok' if done.returncode == 0 else 'failed')
    return done.returncode == 0


def test_programs(report, part, folder, desktop, *arguments):
    """Runs tests of a build folder and reads their log."""
    # One scan of the media plugins for all of them, before the clock of any test runs.
    desktop.env['GST_REGISTRY'] = os.path.join(folder, 'gst-registry.bin')
    run([tool('gst-inspect-1.0'), 'fakesink'], env=desktop.env, stdout=subprocess.DEVNULL)
    log = os.path.join(folder, 'meson-logs', 'testlog.json')
    if os.path.exists(log):
        os.remove(log)
    run([tool('meson'), 'test', '-C', folder, '--no-rebuild', '--print-errorlogs', *arguments],
        env=desktop.env)
    if not os.path.exists(log):
        report.add(f'{part}: meson test', 'failed', 'wrote no log')
        return
    with open(log, encoding='utf-8') as file:
        for line in file:
            test = json.loads(line)
            results = {'OK': 'ok', 'EXPECTEDFAIL': 'ok', 'SKIP': 'skipped'}
            result = results.get(test['result'], 'failed')
            reason = '' if result == 'ok' else skip_reason(test) if result == 'skipped' \
                else test['result']
            report.add(f'{part}: {test["name"].split(" / ")[-1]}', result, reason)


def skip_reason(test):
    text = (test.get('stdout') or '') + (test.get('stderr') or '')
    found = re.findall(r'#\s*SKIP\s+(.*)', text) or text.strip().split('\n')
    return found[-1].strip() or 'the test says no reason'


def lint(report, options):
    done = subprocess.Popen([os.path.join(HERE, 'lint', 'lint'), '--tap'], stdout=subprocess.PIPE,
                            text=True, cwd=ROOT)
    if not report.tap('lint', done.stdout) or done.wait() > 1:
        report.add('lint', 'failed', 'did not run')


def meson(report, options):
    if not configure(options.build, '-Dwerror=true'):
        report.add('meson: setup', 'failed')
    elif compiled(report, 'meson', options.build):
        with Desktop('1920x1200') as desktop:
            test_programs(report, 'meson', options.build, desktop)


def sanitizers(report, options):
    folder = os.path.join(ROOT, 'build-asan')
    if not configure(folder, '-Db_sanitize=address,undefined', '-Db_lundef=false',
                     '-Doptimization=1', '-Ddebug=true', '-Dwerror=true'):
        report.add('sanitizers: setup', 'failed')
        return

    # What has been set up before may not know the newest tests yet.
    run([tool('ninja'), '-C', folder, 'build.ninja'], stdout=subprocess.DEVNULL)

    def introspect(what):
        return json.loads(subprocess.run([tool('meson'), 'introspect', what, folder], check=True,
                                         capture_output=True, text=True).stdout)
    tests = [t for t in introspect('--tests')
             if not NOT_SANITIZED & {s.split(':')[-1] for s in t['suite']}]
    wanted = {d for t in tests for d in t['depends']}
    targets = [os.path.relpath(f, folder) for t in introspect('--targets') if t['id'] in wanted
               for f in t['filename']]
    if not tests:
        report.add('sanitizers', 'skipped', 'no test without windows')
    elif compiled(report, 'sanitizers', folder, targets):
        with Desktop('1280x800') as desktop:
            # One at a time: media in real time and a tenth of the speed do not go in parallel.
            test_programs(report, 'sanitizers', folder, desktop, '--num-processes', '1',
                          '--timeout-multiplier', '3', *[t['name'] for t in tests])


def tour(report, options):
    program = os.path.join(options.build, 'app', 'shell', 'sportello')
    if 'meson' not in options.only and not configure(options.build):
        report.add('tour: setup', 'failed')
        return
    if run([tool('ninja'), '-C', options.build], stdout=subprocess.DEVNULL) \
            or not os.access(program, os.X_OK):
        report.add('tour: the programs', 'failed', 'are not built')
        return
    play(report, options, 'tour')


def killed(report, options):
    play(report, options, 'killed', '--kill-backend', '--language', 'it', '--dark')


def play(report, options, part, *arguments):
    done = subprocess.Popen(
        ['/usr/bin/python3', os.path.join(HERE, 'e2e', 'tour.py'), '--tap', '--build', options.build,
         '--pictures', os.path.join(options.build, part), *arguments],
        stdout=subprocess.PIPE, text=True, cwd=ROOT)
    if not report.tap(part, done.stdout) or done.wait() > 1:
        report.add(part, 'failed', 'did not run to its end')


def main():
    parser = argparse.ArgumentParser(description='Runs every test of the project.')
    parser.add_argument('--only', default=','.join(PARTS), help='some of ' + ', '.join(PARTS))
    parser.add_argument('--build', default=os.path.join(ROOT, 'build'))
    options = parser.parse_args()
    options.only = options.only.split(',')
    unknown = set(options.only) - set(PARTS)
    if unknown:
        parser.error('no such part: ' + ', '.join(sorted(unknown)))
    report = Report()
    for part in PARTS:
        if part in options.only:
            say(part)
            begin = time.monotonic()
            try:
                globals()[part](report, options)
            except Exception as trouble:  # One part that cannot run must not hide the others.
                report.add(part, 'failed', repr(trouble))
            say(f'{part}: {time.monotonic() - begin:.0f} s')
    return report.end()


if __name__ == '__main__':
    sys.exit(main())
