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
BOOKED = {'name': 'Maria', 'surname': 'Rossi', 'email': 'maria.rossi@example.org',
          'address': 'Via Sparano 1, Bari', 'reason': 'Which form do I need for a street party?'}
MEASUREMENTS = ('%u pictures · round trip %.0f ms · %.1f %% lost · '
                '%u kbit/s in, %u kbit/s out')
WALK_IN = {'name': 'Mario', 'surname': 'Bianchi', 'reason': 'Where do I vote?'}


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
        self.windows['citizen'].says(self._('Book an appointment'), 20)
        self.picture('citizen', 'home')

    @step('The operator signs in and is available')
    def sign_in(self):
        window = self.windows['operator']
        window.type(self._('Username'), 'urp')
        window.type(self._('Password'), 'sportello-urp')
        self.picture('operator', 'sign-in')
        window.press('button', self._('Sign In'))
        window.press('button', self._('Become Available'), limit=20)
        window.gone('button', self._('Become Available'))
        self.picture('operator', 'desk')

    @step('The citizen books an appointment')
    def book(self):
        window = self.windows['citizen']
        window.press('button', self.beginning('Book an appointment'))
        window.type(self._('What do you need?'), 'orientamento')
        window.press('row', re.compile(SERVICE))
        window.press('button', self.beginning('First free: %s'), limit=20)
        self.picture('citizen', 'day-and-time')
        self.go_on(window)
        self.fill(window, BOOKED)
        self.picture('citizen', 'data')
        self.go_on(window)
        window.press('toggle', self._('I have read the privacy notice'))
        self.picture('citizen', 'summary')
        window.press('button', self._('Book Appointment'))
        self.code = self.read(window, r'\b[0-9A-Z]{4}-[0-9A-Z]{4}\b')
        self.picture('citizen', 'confirmation')

    def beginning(self, text, more=''):
        """A pattern for a name that begins with this text, up to its first placeholder."""
        return re.compile('^' + re.escape(self._(text).split('%')[0]) + (more or r'(?:\b|$)'))

    def go_on(self, window):
        if window.look('button', self._('Continue')):
            window.press('button', self._('Continue'))

    def fill(self, window, person):
        for name, label in (('name', 'Name'), ('surname', 'Surname'), ('email', 'E-mail'),
                            ('address', 'Address'), ('reason', 'What is it about?')):
            if name in person:
                # The toolkit adds what labels an element to its name.
                window.type(self.beginning(label), person[name])

    def read(self, window, pattern, limit=20):
        """The first text in the window that matches."""
        node = window.says(re.compile(pattern), limit)
        return re.search(pattern, node.name + '\n' + node.text)[0]

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


    @step('The citizen checks in and waits')
    def check_in(self):
        window = self.windows['citizen']
        window.press('button', self._('Check In'), limit=20)
        self.number = self.read(window, r'\b[A-Z]\d{3}\b')
        self.windows['operator'].says(self.number, 20)
        self.picture('citizen', 'waiting')

    @step('A second citizen walks in')
    def walk_in(self):
        first = self.windows['citizen']
        first.activate()
        first.keys('ctrl+n')
        window = self.person.window('Sportello', 20, [first])
        self.windows['walk-in'] = window
        self.place('walk-in', 20, 940, 1120, 880)
        window.press('button', self.beginning('Talk to an operator now'), limit=20)
        window.type(self._('What do you need?'), 'orientamento')
        window.press('row', re.compile(SERVICE))
        self.fill(window, WALK_IN)
        window.press('toggle', self._('I have read the privacy notice'))
        self.picture('walk-in', 'walk-in')
        window.press('button', self._('Enter the Queue'))
        self.walk_in_number = self.read(window, r'\b[A-Z]\d{3}\b')
        self.windows['operator'].says(self.walk_in_number, 20)
        self.picture('operator', 'queue')

    @step('The operator calls next and gets the booked one')
    def call_next(self):
        window = self.windows['operator']
        window.press('button', self.beginning('Call Next'))
        window.says(self.beginning('Ringing… %s', '.*' + BOOKED['surname']), 20)
        self.windows['citizen'].ready('button', self._('Answer'), limit=20)
        if self.windows['walk-in'].look('button', self._('Answer')):
            raise Trouble('it rings for the second citizen, too')
        self.picture('citizen', 'ringing')
        self.picture('operator', 'ringing')

    @step('The citizen answers, and both see each other')
    def answer(self):
        self.windows['citizen'].press('button', self._('Answer'))
        for who in ('citizen', 'operator'):
            wait_for(lambda: self.frames(who) > 0, 60, f'pictures at the {who}', 0.2)

    @step('Decoded pictures go on for 10 seconds on both sides')
    def pictures_go_on(self):
        before = {who: self.frames(who) for who in ('citizen', 'operator')}
        for _ in range(5):
            end = time.monotonic() + 2
            then = dict(before)
            wait_for(lambda: time.monotonic() > end, 5)
            for who in before:
                before[who] = wait_for(lambda: max(self.frames(who) - then[who], 0), 3,
                                       f'new pictures at the {who}', 0.2) + then[who]
        self.say('pictures decoded: ' + ', '.join(f'{who} {n}' for who, n in before.items()))
        self.picture('citizen', 'meeting')
        self.picture('operator', 'meeting')

    def frames(self, who):
        """The pictures decoded so far, as the word on the quality tells them."""
        pattern = self._(MEASUREMENTS).split('%u', 1)[1].split('%')[0]
        told = [n.description for n in self.windows[who].all('label') if pattern in n.description]
        return int(re.search(r'\d+', told[0])[0]) if told else 0

    @step('A file dropped by the citizen is saved by the operator, byte for byte')
    def document_to_operator(self):
        self.hand_over('citizen', 'operator', 'Planimetria del cortile.pdf', 700_000)

    @step('A file dropped by the operator is saved by the citizen, byte for byte')
    def document_to_citizen(self):
        self.hand_over('operator', 'citizen', 'Modulo di richiesta.pdf', 400_000)

    def hand_over(self, giver, taker, name, size):
        path = self.paper(name, size)
        window = self.windows[giver]
        if not self.person.drag_files([path], window, 0.4, 0.5,
                                      lambda: self.picture(giver, 'drops')):
            raise Trouble('the window did not take the file')
        window.says(self._('%s · sent').split('%s')[1], 30)
        other = self.windows[taker]
        self.panel(other, 'Documents')
        other.says(name, 20)
        target = os.path.join(self.desktop.home, 'saved ' + name)
        row = other.find('row', re.compile(re.escape(name)))
        other.press('button', self._('Save As…'), within=row)
        self.save_as(self._('Save Document'), target)
        size = os.path.getsize(path)
        wait_for(lambda: os.path.exists(target) and os.path.getsize(target) == size, 20,
                 f'{name} is saved')
        with open(path, 'rb') as ours, open(target, 'rb') as theirs:
            if ours.read() != theirs.read():
                raise Trouble(f'{name} is not the same after its way')
        self.picture(taker, 'has the document')

    def save_as(self, title, path):
        """What the dialog of the toolkit wants: a name and Save."""
        dialog = self.person.window(title, 15)
        dialog.type(None, path)
        dialog.activate()
        dialog.keys('Return')

    def panel(self, window, name):
        """Opens a panel of the room, if it is not open."""
        if not window.look('button', self._('Close Panel')):
            window.press('toggle', self._(name))

    @step('A message each way')
    def write(self):
        for who, other, text in (('citizen', 'operator', 'Is the second page needed, too?'),
                                 ('operator', 'citizen', 'Yes, please: both pages.')):
            window = self.windows[who]
            self.converse(window)
            window.type(self.beginning('Message'), text)
            window.press('button', self._('Send'))
            self.converse(self.windows[other])
            self.windows[other].says(text, 15)
        self.picture('citizen', 'conversation')

    def converse(self, window):
        """Opens the conversation, if it is not open."""
        if not window.look('entry', self.beginning('Message')):
            window.press('toggle', self._('Conversation'))

    @step('The operator hangs up and completes the visit')
    def complete(self):
        window = self.windows['operator']
        window.press('button', self._('Hang Up'))
        window.ready('button', self._('Complete'), limit=20)
        self.picture('operator', 'wrap-up')
        window.press('button', self._('Complete'), limit=20)
        window.ready('button', self.beginning('Call Next'), limit=20)
        self.picture('citizen', 'after')

    @step('The one who walked in is next')
    def next_one(self):
        window = self.windows['operator']
        window.press('button', self.beginning('Call Next'))
        window.says(self.beginning('Ringing… %s', '.*' + WALK_IN['surname']), 20)
        self.windows['walk-in'].ready('button', self._('Answer'), limit=20)
        self.picture('walk-in', 'called')


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
