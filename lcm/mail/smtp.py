"""Hands mails to the mail server, one connection per batch, and reads its answers."""

import smtplib
import ssl
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from lcm.mail.models import OutboxMail
from lcm.settings import Settings
from lcm.web.tokens import unsealed

CONNECT_SECONDS = 30
DATA_SECONDS = 600
TOO_LARGE = 552
# Said before it hears whom a mail is for: nothing is wrong with that address or that mail.
_REFUSALS_OF_US = (smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPSenderRefused)


@dataclass(frozen=True)
class Answer:
    """What the server said: ``code`` as in RFC 5321 (4.2); 0 when the line broke."""

    code: int
    text: str

    @property
    def is_accepted(self) -> bool:
        return 200 <= self.code < 300

    @property
    def is_final(self) -> bool:
        """A 5xx to this recipient or message: trying again cannot help."""
        return self.code >= 500


class Connection:
    """One SMTP conversation for many mails; opened at the first one, reopened when it broke."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_error: object) -> None:
        self._close()

    def send(self, mail: OutboxMail) -> Answer:
        """Send one rendered mail; every way it can fail is an answer, never an exception."""
        try:
            letter = message(mail, self._settings)
            server = self._opened()
            server.send_message(letter, self._settings.mail_from_address, [mail.to_address])
        except (smtplib.SMTPException, OSError, ValueError, UnicodeError) as error:
            answer = _answer(error)
            if not answer.code or isinstance(error, smtplib.SMTPServerDisconnected):
                self._close()
            return answer
        return Answer(250, "accepted")

    def _opened(self) -> smtplib.SMTP:
        if self._server is None:
            self._server = _connect(self._settings)
        return self._server

    def _close(self) -> None:
        server, self._server = self._server, None
        if server is None:
            return
        try:
            server.quit()
        except (smtplib.SMTPException, OSError):
            server.close()


def message(mail: OutboxMail, settings: Settings) -> EmailMessage:
    """Build the letter: text, HTML and calendar as alternatives, the calendar also attached.

    Exchange wants plain text, HTML, then text/calendar in multipart/alternative (MS-OXCMAIL).
    Raises ValueError for a header that would break the letter (CR or LF in a name).
    """
    letter = EmailMessage(policy=SMTP)
    local, _, domain = mail.to_address.rpartition("@")
    letter["To"] = Address(mail.to_name, local, domain)
    own_local, _, own_domain = settings.mail_from_address.rpartition("@")
    letter["From"] = Address(settings.mail_from_name or settings.name, own_local, own_domain)
    if mail.reply_to:
        letter["Reply-To"] = mail.reply_to
    letter["Subject"] = mail.subject
    letter["Message-ID"] = mail.message_id
    letter["Date"] = format_datetime(mail.created_at)
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(unsealed(mail.text))
    letter.add_alternative(unsealed(mail.html), subtype="html")
    if mail.calendar is not None:
        _add_calendar(letter, mail.calendar)
    return letter


def _add_calendar(letter: EmailMessage, calendar: bytes) -> None:
    method = calendar.partition(b"METHOD:")[2].partition(b"\r\n")[0].decode("ascii")
    text = calendar.decode("utf-8")
    letter.add_alternative(text, subtype="calendar", params={"method": method})
    letter.add_attachment(calendar, maintype="application", subtype="ics", filename="invite.ics")


def _connect(settings: Settings) -> smtplib.SMTP:
    address = (settings.smtp_host, settings.smtp_port)
    if settings.smtp_security == "tls":
        context = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(*address, timeout=CONNECT_SECONDS, context=context)
    else:
        server = smtplib.SMTP(*address, timeout=CONNECT_SECONDS)
    if settings.smtp_security == "starttls":
        server.starttls(context=ssl.create_default_context())
    if settings.smtp_user:
        server.login(settings.smtp_user, settings.smtp_password)
    if server.sock is not None:
        server.sock.settimeout(DATA_SECONDS)
    return server


def _answer(error: Exception) -> Answer:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return Answer(code, _words(words))
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Answer(454, "the mail server refused our name or password")
    if isinstance(error, _REFUSALS_OF_US) and error.smtp_code != TOO_LARGE:
        return Answer(454, f"the mail server refuses us: {_words(error.smtp_error)}")
    if isinstance(error, smtplib.SMTPResponseException):
        return Answer(error.smtp_code, _words(error.smtp_error))
    if isinstance(error, ValueError):
        return Answer(599, f"this mail cannot be written: {error}")
    return Answer(0, f"no answer from the mail server: {error}")


def _words(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words
