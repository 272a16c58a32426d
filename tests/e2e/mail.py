# SPDX-License-Identifier: EUPL-1.2
"""The messages that the backend wrote, as a mail program and a calendar read them."""

import email
import email.policy
import glob
import os


class Mail:
    """One message: headers, the text for people, and the event of its invitation, if it has one."""

    def __init__(self, path):
        with open(path, 'rb') as file:
            self.message = email.message_from_binary_file(file, policy=email.policy.default)
        self.path = path
        self.subject = str(self.message['Subject'] or '')
        self.recipient = str(self.message['To'] or '')
        body = self.message.get_body(('plain', 'html'))
        self.text = body.get_content() if body else ''

    def invitation(self):
        """The VEVENT of the text/calendar part and its METHOD, or (None, None)."""
        # Imported here, so that the tour can say what is missing before it needs it.
        import icalendar
        for part in self.message.walk():
            if part.get_content_type() == 'text/calendar':
                content = part.get_payload(decode=True)
                calendar = icalendar.Calendar.from_ical(content)
                for event in calendar.walk('VEVENT'):
                    return event, str(calendar.get('METHOD', part.get_param('method') or ''))
        return None, None


def messages(folder):
    """Every whole message in the folder, the oldest first."""
    paths = sorted(glob.glob(os.path.join(folder, '*.eml')), key=os.path.getmtime)
    return [Mail(path) for path in paths]
