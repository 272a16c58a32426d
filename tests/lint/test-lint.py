#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Tests the linter on small trees: a good one, and one bad file at a time."""

import importlib.machinery
import importlib.util
import os
import shutil
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
LOADER = importlib.machinery.SourceFileLoader('lint', os.path.join(HERE, 'lint'))
lint = importlib.util.module_from_spec(importlib.util.spec_from_loader('lint', LOADER))
LOADER.exec_module(lint)

SPDX = '/* SPDX-License-Identifier: EUPL-1.2 */\n'
XML = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- SPDX-License-Identifier: EUPL-1.2 -->\n'
PO = ('msgid ""\nmsgstr ""\n"Language: it\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
      '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n')
GOOD = {
    'README.md': 'A house.\n',
    'app/base/spt-clock.h': SPDX + '#pragma once\n',
    'app/model/spt-session.c': SPDX + '#include "model/spt-session.h"\n\n'
                                      '#include "base/spt-clock.h"\n\n#include <glib.h>\n',
    'app/citizen/spt-home-page.c': SPDX + '#include <gtk/gtk.h>\n\n'
                                          'static const char *path = "/ui/citizen/home-page.ui";\n'
                                          'static const char *text = N_ ("Home");\n',
    'resources/ui/citizen/home-page.ui':
        XML + '<interface>\n  <template class="SptHomePage">\n'
              '    <property name="title" translatable="yes">Home</property>\n'
              '  </template>\n</interface>\n',
    'resources/sportello.gresource.xml':
        XML + '<gresources>\n  <gresource prefix="/x">\n'
              '    <file>ui/citizen/home-page.ui</file>\n  </gresource>\n</gresources>\n',
    'po/LINGUAS': 'it\n',
    'po/POTFILES': 'app/citizen/spt-home-page.c\nresources/ui/citizen/home-page.ui\n',
    'po/sportello.pot': PO + 'msgid "Home"\nmsgstr ""\n',
    'po/it.po': PO + 'msgid "Home"\nmsgstr "Inizio"\n',
}


class LintTest(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp(prefix='lint-')
        self.addCleanup(shutil.rmtree, self.root)
        shutil.copy(os.path.join(HERE, '..', '..', '.clang-format'), self.root)
        for name, text in GOOD.items():
            self.write(name, text)

    def write(self, name, text):
        path = os.path.join(self.root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)

    def judge(self, rule):
        findings, advice, skipped = lint.judge(lint.Tree(self.root), rule)
        if skipped:
            self.skipTest(skipped)
        return findings, advice

    def bad(self, rule, name, text, *words):
        """One more or one changed file, and the rule finds it and names it."""
        self.write(name, text)
        findings, _ = self.judge(rule)
        self.assertEqual(len(findings), 1, findings)
        for word in words:
            self.assertIn(word, findings[0])

    def test_good_tree(self):
        for rule in lint.RULES:
            with self.subTest(rule):
                self.assertEqual(self.judge(rule), ([], []))

    def test_include_against_the_table(self):
        self.bad('include-table', 'app/client/spt-rest.c', SPDX + '#include "call/spt-peer.h"\n',
                 'app/client/spt-rest.c:2', 'client may not include call')

    def test_include_between_modes(self):
        self.bad('include-table', 'app/operator/spt-desk.c',
                 SPDX + '\n#include "citizen/spt-home-page.h"\n', 'spt-desk.c:3')

    def test_include_without_its_folder(self):
        self.bad('include-table', 'app/base/spt-clock.c', SPDX + '#include "spt-clock.h"\n',
                 'not written from app/')

    def test_header_made_by_the_build(self):
        self.write('app/base/spt-clock.c', SPDX + '#include "spt-generated.h"\n')
        self.assertEqual(self.judge('include-table'), ([], []))

    def test_backend_is_not_for_the_shell(self):
        self.bad('include-table', 'app/shell/spt-main.c',
                 SPDX + '#include "backend/store/spt-store.h"\n', 'shell may not include')

    def test_file_outside_the_table(self):
        self.bad('include-table', 'app/other/spt-x.c', SPDX, 'no folder')

    def test_gtk_in_the_model(self):
        self.bad('system-headers', 'app/model/spt-list.c', SPDX + '#include <gtk/gtk.h>\n',
                 '<gtk/gtk.h>')

    def test_sql_outside_the_store(self):
        self.bad('system-headers', 'app/backend/api/spt-days.c', SPDX + '#include <sqlite3.h>\n',
                 'backend/store')

    def test_soup_in_a_page(self):
        self.bad('system-headers', 'app/room/spt-room.c', SPDX + '#include <libsoup/soup.h>\n',
                 'client')

    def test_template_that_is_not_listed(self):
        self.write('app/citizen/spt-other.c', SPDX + '"ui/citizen/other.ui"\n')
        self.bad('templates', 'resources/ui/citizen/other.ui',
                 XML + '<interface><template class="SptOther"/></interface>\n', 'gresource list')

    def test_template_without_a_class(self):
        self.write('app/citizen/spt-home-page.c', SPDX)
        findings, _ = self.judge('templates')
        self.assertEqual(len(findings), 1, findings)
        self.assertIn('has no class', findings[0])

    def test_template_of_another_name(self):
        self.write('app/citizen/spt-home.c', SPDX + '"ui/citizen/home-page.ui"\n')
        self.bad('templates', 'resources/ui/citizen/home-page.ui',
                 XML + '<interface><template class="SptHome"/></interface>\n', 'another')

    def test_translatable_template_not_in_potfiles(self):
        self.bad('templates', 'po/POTFILES', 'app/citizen/spt-home-page.c\n', 'not in po/POTFILES')

    def test_listed_resource_that_is_gone(self):
        os.remove(os.path.join(self.root, 'resources/ui/citizen/home-page.ui'))
        findings, _ = self.judge('templates')
        self.assertEqual(len(findings), 2, findings)

    def test_source_with_text_not_in_potfiles(self):
        self.bad('potfiles', 'app/room/spt-room.c', SPDX + 'x = _ ("Hang up");\n', 'spt-room.c:2')

    def test_text_on_the_next_line(self):
        self.bad('potfiles', 'app/room/spt-room.c', SPDX + 'x = ngettext (\n  "a", "b", n);\n',
                 'spt-room.c:2')

    def test_untranslated(self):
        self.bad('translations', 'po/it.po', PO + 'msgid "Home"\nmsgstr ""\n', 'it.po')

    def test_fuzzy(self):
        self.bad('translations', 'po/it.po', PO + '#, fuzzy\nmsgid "Home"\nmsgstr "Casa"\n')

    def test_template_of_texts_is_stale(self):
        self.bad('translations', 'po/sportello.pot', PO + 'msgid "House"\nmsgstr ""\n',
                 'sportello.pot', 'not in step')

    def test_sizes(self):
        self.bad('sizes', 'app/base/spt-long.c', SPDX + '\n' * 901, '902 lines')
        self.write('app/base/spt-long.c', SPDX + '\n' * 700)
        findings, advice = self.judge('sizes')
        self.assertEqual((len(findings), len(advice)), (0, 1))
        self.bad('sizes', 'resources/ui/citizen/long.ui', XML + '\n' * 400, '402 lines')

    def test_licence_line(self):
        self.bad('licence-line', 'app/base/spt-id.c', '\n' + SPDX, 'spt-id.c:1')

    def test_licence_line_of_a_script(self):
        self.bad('licence-line', 'tests/run', '#!/bin/sh\necho\n', 'tests/run')

    def test_format(self):
        self.bad('format', 'app/base/spt-id.c', SPDX + 'int x=1;\n', 'spt-id.c:2')

    def test_deprecated(self):
        self.bad('deprecated', 'app/room/spt-room.c', SPDX + '\n  gtk_widget_show (w);\n', ':3')
        self.write('app/room/spt-room.c', SPDX)
        self.write('app/widgets/spt-compat.c', SPDX + '  gtk_show_uri (w, u, t);\n')
        self.assertEqual(self.judge('deprecated'), ([], []))
        self.bad('deprecated', 'resources/ui/room/room.ui', XML + '<object class="AdwFlap"/>\n',
                 'AdwFlap')

    def test_icon_that_is_not_there(self):
        self.bad('icons', 'app/room/spt-room.c', SPDX + 'x = "call-nobody-symbolic";\n',
                 'call-nobody-symbolic')
        self.write('resources/icons/call-nobody-symbolic.svg', XML + '<svg/>\n')
        self.assertEqual(self.judge('icons'), ([], []))

    def test_names(self):
        self.bad('names', 'helpers/x.c', SPDX, 'helpers')

    def test_name_of_a_source(self):
        self.bad('names', 'app/base/Clock.c', SPDX, 'Clock.c')

    def test_run_bit(self):
        self.bad('names', 'app/run', '#!/bin/sh\n', 'run bit')

    def test_leftovers(self):
        self.bad('leftovers', 'app/base/spt-id.c', SPDX + '/* TO' 'DO */\n', 'unfinished')

    def test_path_of_a_machine(self):
        self.bad('leftovers', 'app/base/spt-id.c', SPDX + 'x = "/home' '/me/x";\n', 'one machine')

    def test_name_of_a_temporary_file_is_no_mark(self):
        self.write('app/base/spt-id.c', SPDX + 'x = "spt-XXXXXX";\n')
        self.assertEqual(self.judge('leftovers'), ([], []))


if __name__ == '__main__':
    unittest.main()
