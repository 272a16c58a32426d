# SPDX-License-Identifier: EUPL-1.2
"""What a person does with a window: looks for things by what they are and what they are called,
presses, types, drags. Seen through the accessibility bus (AT-SPI), as a screen reader sees it; the
pointer and the keyboard are the display's own (XTEST, by xdotool)."""

import os
import re
import subprocess
import sys
import time

import gi

gi.require_version('Gdk', '4.0')
from gi.repository import GLib  # noqa: E402

from desktop import Trouble, wait_for  # noqa: E402
from picture import Screen  # noqa: E402
from tree import Bus  # noqa: E402

# AT-SPI has renamed some roles between releases; a person sees the same thing.
ROLES = {
    'button': {'push button', 'button'},
    'toggle': {'toggle button', 'push button', 'button', 'check box', 'checkbox', 'switch',
               'radio button', 'radio'},
    'entry': {'text', 'entry', 'password text', 'text box', 'search box', 'editbar'},
    'label': {'label', 'static', 'heading'},
    'row': {'list item', 'table row', 'option', 'row'},
}
HERE = os.path.dirname(os.path.abspath(__file__))


def matches(wanted, name):
    """A name is wanted as it stands, or as a compiled pattern anywhere in it."""
    if wanted is None:
        return True
    return bool(wanted.search(name)) if isinstance(wanted, re.Pattern) else wanted == name


class Person:
    """Somebody in front of one desktop."""

    def __init__(self, desktop, pictures=None):
        self.desktop = desktop
        self.pictures = pictures
        self.screen = Screen(desktop.env['DISPLAY'])
        self.bus = Bus(desktop.env)

    def close(self):
        self.bus.close()
        self.screen.close()

    def xdotool(self, *arguments):
        done = subprocess.run(['xdotool', *map(str, arguments)], env=self.desktop.env, text=True,
                              capture_output=True, check=False)
        return done.stdout.strip()

    def window(self, title, limit=15, beside=()):
        """The window of this title (text or pattern), once it is there; not one of `beside`."""
        known = [other.frame.path for other in beside]

        def look():
            return next((Window(self, frame.name, frame, beside) for frame in self.bus.windows()
                         if matches(title, frame.name) and frame.path not in known), None)
        try:
            return wait_for(look, limit, f'a window {title!r}', 0.1)
        except Trouble as trouble:
            have = ', '.join(f'{frame.role} {frame.name!r}' for frame in self.bus.windows())
            raise Trouble(f'{trouble}; there are {have}') from None

    def move(self, x, y):
        self.xdotool('mousemove', int(x), int(y))

    def drag(self, start, end, halfway=None):
        """A drag by the pointer in small moves; `halfway` is called over the target."""
        steps = 14
        self.move(*start)
        self.xdotool('mousedown', 1)
        for step in range(1, steps + 1):
            self.move(start[0] + (end[0] - start[0]) * step / steps,
                      start[1] + (end[1] - start[1]) * step / steps)
            time.sleep(0.04)
        time.sleep(0.3)
        if halfway:
            halfway()
        self.xdotool('mouseup', 1)

    def drag_files(self, paths, window, x=0.5, y=0.5, halfway=None):
        """Drags real files from a file manager's place on to a point of the window."""
        source = self.desktop.spawn('drag-source', [
            '/usr/bin/python3', os.path.join(HERE, 'drag_source.py'), *paths],
            stdout=subprocess.PIPE, text=True)
        try:
            here = self.window('Files to drag')
            here.place(20, int(self.desktop.size.split('x')[1]) - 260)
            there = window.box()
            wait_for(lambda: here.box()[2] > 0, 5, 'the drag source')
            left, top, width, height = here.box()
            self.drag((left + width / 2, top + height / 2),
                      (there[0] + there[2] * x, there[1] + there[3] * y), halfway)
            for line in source.stdout:
                if line.startswith('end'):
                    return line.split()[1] == 'taken'
            return False
        finally:
            source.terminate()
            source.wait()
            source.stdout.close()


class Window:
    """One window, as a person sees it."""

    def __init__(self, person, title, frame, beside=()):
        self.person = person
        self.title = title
        self.frame = frame
        known = {other.id for other in beside}

        def look():
            found = person.xdotool('search', '--onlyvisible', '--name', f'^{re.escape(title)}$')
            return [int(number) for number in found.split() if int(number) not in known]
        self.id = wait_for(look, 10, f'the window {title!r} on the display')[-1]

    def see(self):
        """The window as it is now."""
        return self.person.bus.look(self.frame)

    def all(self, role=None, name=None, within=None):
        """Every such element that is there now, in order; `within` one that was found before."""
        roles, nodes = ROLES.get(role, {role}), self.see().walk()
        if within:
            area = next((node for node in nodes if node.path == within.path), None)
            nodes = area.walk() if area else []
        return [node for node in nodes
                if (role is None or node.role in roles) and matches(name, node.name)]

    def look(self, role=None, name=None, within=None):
        """The first such element that is there now, or None."""
        return next(iter(self.all(role, name, within)), None)

    def wait(self, look, limit, what):
        """Waits for an answer; the trouble shows what the window holds instead."""
        try:
            return wait_for(look, limit, f'{what} in {self.title!r}', 0.1)
        except Trouble as trouble:
            raise Trouble(f'{trouble}\n{self.outline(self.see())}') from None

    def find(self, role, name=None, within=None, limit=10):
        """The first such element, once it is there."""
        return self.wait(lambda: self.look(role, name, within), limit, f'{role} {name!r}')

    def ready(self, role, name=None, within=None, limit=10):
        """The same, once it can be used."""
        return self.wait(
            lambda: next((n for n in self.all(role, name, within) if n.state('SENSITIVE')), None),
            limit, f'{role} {name!r}, usable,')

    def gone(self, role, name=None, limit=10):
        wait_for(lambda: not self.look(role, name), limit, f'{role} {name!r} gone', 0.1)

    def says(self, text, limit=10):
        """Waits until some element shows this text (text or pattern)."""
        pattern = text if isinstance(text, re.Pattern) else re.compile(re.escape(text))
        return self.wait(
            lambda: next((n for n in self.see().walk()
                          if pattern.search(n.name) or pattern.search(n.text)), None),
            limit, f'the text {pattern.pattern!r}')

    def press(self, role, name=None, within=None, limit=10):
        """Presses a button, a switch or a row; by the pointer where it has no action of its own."""
        node = self.ready(role, name, within, limit)
        if node.role in ROLES['row'] or not node.offers('Action') \
                or node.ask('Action', 'DoAction', GLib.Variant('(i)', (0,))) != (True,):
            self.click(node)
        return node

    def type(self, name, text, role='entry', within=None, limit=10):
        """Writes into an entry; what was in it is replaced."""
        node = self.ready(role, name, within, limit)
        field = next((n for n in [node, *node.walk()] if n.offers('EditableText')), None)
        if not field:
            raise Trouble(f'nothing to write into in {node.name!r}')
        field.ask('EditableText', 'SetTextContents', GLib.Variant('(s)', (text,)))

        def written():
            answer = field.ask('Text', 'GetText', GLib.Variant('(ii)', (0, 1 << 20)))
            return answer == (text,) or field.role == 'password text'
        wait_for(written, 5, f'{text!r} in {node.name!r}')
        return node

    def keys(self, *names):
        self.person.xdotool('key', '--delay', 30, *names)

    def activate(self):
        self.person.xdotool('windowactivate', '--sync', self.id)

    def place(self, x, y, width=None, height=None):
        """Puts the window somewhere and gives it a size; waits until it is so."""
        if width:
            self.person.xdotool('windowsize', '--sync', self.id, width, height)
        self.person.xdotool('windowmove', '--sync', self.id, x, y)

    def box(self):
        """(x, y, width, height) on the screen, the shadow included."""
        text = self.person.xdotool('getwindowgeometry', '--shell', self.id)
        values = dict(line.split('=', 1) for line in text.split('\n') if '=' in line)
        return tuple(int(values.get(k, 0)) for k in ('X', 'Y', 'WIDTH', 'HEIGHT'))

    def click(self, node):
        """A click of the pointer on an element, which is scrolled to first where it has to be."""
        self.activate()
        x, y, width, height = self.box()
        left, top = self.shadow()
        # Down to the end, then up to the beginning.
        for button in [5] * 12 + [4] * 24:
            inside = self.spot(node)
            if inside:
                self.person.move(x + left + inside[0], y + top + inside[1])
                self.person.xdotool('click', 1)
                return
            self.person.move(x + width / 2, y + height / 2)
            self.person.xdotool('click', '--repeat', 2, button)
            time.sleep(0.1)
        raise Trouble(f'{node.name!r} is not on top in {self.title!r}')

    def spot(self, node):
        """The middle of the element in the window's content, if the element is on top there."""
        place = node.extents()
        if not place:
            return None
        x, y = place[0] + place[2] // 2, place[1] + place[3] // 2
        hit = self.frame.at(x, y)
        return (x, y) if hit in {node.path, *(child.path for child in node.walk())} else None

    def shadow(self):
        """The shadow's (left, top) extents, which are part of the window but not of its content."""
        text = subprocess.run(['xprop', '-id', str(self.id), '_GTK_FRAME_EXTENTS'], text=True,
                              env=self.person.desktop.env, capture_output=True, check=False).stdout
        numbers = re.findall(r'\d+', text.split('=')[-1]) if '=' in text else []
        return (int(numbers[0]), int(numbers[2])) if len(numbers) == 4 else (0, 0)

    def picture(self, name):
        """Saves what the window shows as PICTURES/NAME.png."""
        path = os.path.join(self.person.pictures, name + '.png')
        if not self.person.screen.save(self.id, path):
            raise Trouble(f'no picture of {self.title!r}')
        return path

    def outline(self, node, depth=0):
        """What was seen, for a person who reads why a test failed."""
        lines = []
        for child in node.children:
            mark = '' if child.state('SENSITIVE') else ' (insensitive)'
            if child.role not in ('filler', 'panel', 'group', 'widget', 'scroll bar'):
                text = f' {child.text!r}' if child.text and child.text != child.name else ''
                lines.append(f'{"  " * depth}{child.role} {child.name!r}{text}{mark}')
            lines.append(self.outline(child, depth + 1))
        return '\n'.join(line for line in lines if line)

if __name__ == '__main__':
    sys.exit('This is a part of tests/e2e/tour.py.')
