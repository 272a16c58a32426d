#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The tour: the main job, end to end, through both windows of the demonstration as people use them.

    app/run --tour [--dark] [--language it] [--kill-backend] [--keep]

Each step is printed with its seconds and left as a picture in build/tour/.
"""

import argparse
import os
import re
import signal
import sys
import time

sys.dont_write_bytecode = True
from desktop import Trouble, wait_for  # noqa: E402
from mail import messages  # noqa: E402
from stage import Stage, step  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SERVICE = 'Informazioni e orientamento'
BOOKED = {'name': 'Nicola', 'surname': 'Lorusso', 'email': 'nicola.lorusso@example.org',
          'address': 'Via Sparano 1, Bari', 'reason': 'Which form do I need for a street party?'}
WALK_IN = {'name': 'Maria', 'surname': 'De Santis', 'reason': 'Where do I vote?'}


class Tour(Stage):
    """The steps, in the order in which they stand."""

    def place(self, who, x, y, width, height):
        self.windows[who].place(x, y, width, height)

    def paper(self, name, size):
        """A file of this many bytes that is not the same twice, with a first line of a PDF."""
        path = os.path.join(self.desktop.home, name)
        with open(path, 'wb') as file:
            file.write(b'%PDF-1.4\n' + os.urandom(size))
        return path

    @step('The demonstration starts with both windows')
    def begin(self):
        self.start()
        self.windows['citizen'] = self.person.window('Sportello', 30)
        self.windows['operator'] = self.person.window(self._('Sportello – Desk'), 30)
        self.place('citizen', 20, 20, 1120, 880)
        self.place('operator', 1240, 20, 1400, 920)
        self.windows['citizen'].says(self._('Book an Appointment'), 20)
        self.picture('citizen', 'home')

    @step('The operator signs in and is available')
    def sign_in(self):
        window = self.windows['operator']
        window.type(self._('Username'), 'urp')
        window.type(self._('Password'), 'sportello-urp')
        self.picture('operator', 'sign-in')
        window.press('button', self._('Sign In'))
        window.ready('button', self._('Call Next'), limit=20)
        self.picture('operator', 'desk')

    @step('The citizen books an appointment')
    def book(self):
        window = self.windows['citizen']
        window.press('button', self._('Book an Appointment'))
        window.press('row', SERVICE)
        window.press('button', self._('First Free'), limit=20)
        window.type(self._('Name'), BOOKED['name'])
        window.type(self._('Surname'), BOOKED['surname'])
        window.type(self._('E-mail'), BOOKED['email'])
        window.type(self._('Address'), BOOKED['address'])
        window.type(self._('Reason'), BOOKED['reason'])
        self.picture('citizen', 'data')
        window.press('button', self._('Continue'))
        window.press('toggle', re.compile(re.escape(self._('I have read'))))
        self.picture('citizen', 'summary')
        window.press('button', self._('Book'))
        found = window.says(re.compile(r'\b[0-9A-Z]{4}-[0-9A-Z]{4}\b'), 20)
        self.code = re.search(r'[0-9A-Z]{4}-[0-9A-Z]{4}', self.person.text(found) + ' '
                              + self.person.name(found))[0]
        self.picture('citizen', 'confirmation')

    @step('The mail is there, with the code and the invitation')
    def read_mail(self):
        def look():
            return next((m for m in messages(self.mails())
                         if BOOKED['email'] in m.recipient), None)
        mail = wait_for(look, 20, 'the mail of the booking')
        if self.code not in mail.text:
            raise Trouble(f'the mail does not name the code {self.code}')
        event, method = mail.invitation()
        if event is None or method.upper() not in ('REQUEST', 'PUBLISH'):
            raise Trouble(f'the mail has no invitation (method {method!r})')
        begin = event.decoded('DTSTART')
        if abs(begin.timestamp() - time.time()) > 24 * 3600 or not event.get('UID'):
            raise Trouble(f'the invitation is for {begin}')


def main():
    parser = argparse.ArgumentParser(description='Plays the main job through both windows.')
    parser.add_argument('--build', default=os.path.join(ROOT, 'build'), help='the build folder')
    parser.add_argument('--pictures', help='where pictures and logs go (BUILD/tour)')
    parser.add_argument('--language', choices=['en', 'it'], default='en')
    parser.add_argument('--dark', action='store_true', help='in the dark style')
    parser.add_argument('--keep', action='store_true', help='leave all running at the end')
    parser.add_argument('--kill-backend', action='store_true',
                        help='kill -9 the backend after each step')
    parser.add_argument('--tap', action='store_true', help='write the Test Anything Protocol')
    options = parser.parse_args()
    options.build = os.path.abspath(options.build)
    options.pictures = os.path.abspath(options.pictures or os.path.join(options.build, 'tour'))
    if 'SPORTELLO_BACKEND' not in os.environ:
        parser.error('start it by app/run --tour, which tells where the parts are')
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    return 0 if Tour(options).play() else 1


if __name__ == '__main__':
    sys.exit(main())
