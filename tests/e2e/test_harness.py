#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Tests the harness of the tour on a small window of its own."""

import os
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
from desktop import Desktop, Trouble, descendants  # noqa: E402
from person import HERE, Person  # noqa: E402


class HarnessTest(unittest.TestCase):
    def test_story(self):
        with tempfile.TemporaryDirectory() as folder:
            with Desktop('1400x1000') as desktop:
                person = Person(desktop, folder)
                try:
                    desktop.spawn('probe', ['/usr/bin/python3', os.path.join(HERE, 'probe.py')])
                    self.story(person, folder)
                finally:
                    person.close()
                self.keyring(desktop)
                home = desktop.home
            self.assertEqual(descendants(os.getpid()), [])
            self.assertFalse(os.path.exists(home))

    def story(self, person, folder):
        window = person.window('Probe')
        window.place(400, 50)
        window.type('Your name', 'Maria')
        window.press('button', 'Say hello')
        window.says('Hello, Maria')
        window.press('row', 'A row')
        window.says('The row was activated')
        self.assertIsNone(window.look('button', 'Back again'), 'a hidden page is not seen')
        with self.assertRaises(Trouble):
            window.find('button', 'No such button', limit=0.3)
        window.press('button', 'Turn the page')
        window.press('button', 'Back again')
        window.find('button', 'Say hello')
        paths = [os.path.join(folder, name) for name in ('one file.txt', 'two.pdf')]
        for path in paths:
            with open(path, 'w', encoding='utf-8') as file:
                file.write(path)
        self.assertTrue(person.drag_files(paths, window))
        window.says('Dropped one file.txt, two.pdf')
        picture = window.picture('probe')
        with open(picture, 'rb') as file:
            self.assertEqual(file.read(8), b'\x89PNG\r\n\x1a\n')
        self.assertGreater(os.path.getsize(picture), 5000)
        if len(sys.argv) > 1:
            os.replace(picture, sys.argv[1])

    def keyring(self, desktop):
        """The keyring is unlocked and has a place to store in."""
        done = subprocess.run(
            ['/usr/bin/python3', '-c', 'import gi; gi.require_version("Secret", "1")\n'
             'from gi.repository import Secret\n'
             's = Secret.Schema.new("test", 0, {"k": Secret.SchemaAttributeType.STRING})\n'
             'Secret.password_store_sync(s, {"k": "v"}, None, "l", "secret", None)\n'
             'print(Secret.password_lookup_sync(s, {"k": "v"}, None))'],
            env=desktop.env, capture_output=True, text=True, check=False)
        self.assertEqual(done.stdout.strip(), 'secret', done.stderr)


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
