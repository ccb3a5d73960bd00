"""Mail that came back, as several mail servers write it; `{key}` is the key of the message, all names are made up."""

# Each: the status that is understood, None when it is no bounce; and the mail.
POSTFIX = (
    "5.1.1",
    """Return-Path: <>
Delivered-To: bounces+{key}@regenboog.example
Received: by mx.regenboog.example (Postfix) id 4XyZ12; Tue, 24 Nov 2026 09:12:01 +0100 (CET)
Date: Tue, 24 Nov 2026 09:12:01 +0100 (CET)
From: MAILER-DAEMON@mx.regenboog.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: bounces+{key}@regenboog.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="4XyZ12.1764/mx"

--4XyZ12.1764/mx
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.regenboog.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<bart@provider.example>: host mx.provider.example[192.0.2.10] said: 550 5.1.1
    <bart@provider.example>: Recipient address rejected: User unknown (in reply
    to RCPT TO command)

--4XyZ12.1764/mx
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.regenboog.example
X-Postfix-Queue-ID: 4XyZ12
X-Postfix-Sender: rfc822; bounces+{key}@regenboog.example
Arrival-Date: Tue, 24 Nov 2026 09:12:00 +0100 (CET)

Final-Recipient: rfc822; bart@provider.example
Original-Recipient: rfc822;bart@provider.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.provider.example
Diagnostic-Code: smtp; 550 5.1.1 <bart@provider.example>: Recipient address
    rejected: User unknown

--4XyZ12.1764/mx
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

Message-ID: <{key}@regenboog.example>
From: De Regenboog <school@regenboog.example>
To: bart@provider.example
Subject: Er is nieuws van groep 3B

--4XyZ12.1764/mx--
""",
)

EXIM = (
    "5.2.2",
    """Return-path: <>
Envelope-to: bounces+{key}@regenboog.example
From: Mail Delivery System <Mailer-Daemon@mail.hosting.example>
To: bounces+{key}@regenboog.example
Auto-Submitted: auto-replied
X-Failed-Recipients: bart@provider.example
Content-Type: multipart/report; report-type=delivery-status; boundary=1764-eximdsn-28491
MIME-Version: 1.0
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1vNabc-0007AB-1x@mail.hosting.example>
Date: Tue, 24 Nov 2026 09:15:00 +0100

--1764-eximdsn-28491
Content-type: text/plain; charset=us-ascii

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  bart@provider.example
    host mx.provider.example [192.0.2.10]
    SMTP error from remote mail server after RCPT TO:<bart@provider.example>:
    552 5.2.2 Mailbox is full

--1764-eximdsn-28491
Content-type: message/delivery-status

Reporting-MTA: dns; mail.hosting.example

Action: failed
Final-Recipient: rfc822;bart@provider.example
Status: 5.0.0
Remote-MTA: dns; mx.provider.example
Diagnostic-Code: smtp; 552 5.2.2 Mailbox is full

--1764-eximdsn-28491
Content-type: message/rfc822

Return-path: <bounces+{key}@regenboog.example>
Message-ID: <{key}@regenboog.example>
Subject: Er is nieuws van groep 3B
To: bart@provider.example

Hallo Bart,
--1764-eximdsn-28491--
""",
)

EXCHANGE = (
    "5.1.10",
    """Received: from AM0PR01.eurprd01.prod.exchangelabs.example (2603:10a6::1) by mx.regenboog.example
Date: Tue, 24 Nov 2026 08:20:11 +0000
From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@work.example>
To: <bounces+{key}@regenboog.example>
Subject: =?utf-8?B?T25iZXN0ZWxiYWFyOiBFciBpcyBuaWV1d3M=?=
Content-Type: multipart/report; report-type=delivery-status;
	boundary="7d6f2c01-8a5b-4d51-b0aa-0d2e5f2b8c11"
MIME-Version: 1.0
Auto-Submitted: auto-replied
X-MS-Exchange-Message-Is-Ndr:

--7d6f2c01-8a5b-4d51-b0aa-0d2e5f2b8c11
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: base64

PGh0bWw+PGJvZHk+VXcgYmVyaWNodCBpcyBuaWV0IGJlem9yZ2QuPC9ib2R5PjwvaHRtbD4=

--7d6f2c01-8a5b-4d51-b0aa-0d2e5f2b8c11
Content-Type: message/delivery-status

Reporting-MTA: dns;AM0PR01MB1234.eurprd01.prod.exchangelabs.example
Received-From-MTA: dns;mx.regenboog.example
Arrival-Date: Tue, 24 Nov 2026 08:20:09 +0000

Final-Recipient: rfc822;bart@work.example
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient bart@work.example not found by SMTP address
 lookup

--7d6f2c01-8a5b-4d51-b0aa-0d2e5f2b8c11
Content-Type: text/rfc822-headers

Message-ID: <{key}@regenboog.example>
Subject: Er is nieuws van groep 3B

--7d6f2c01-8a5b-4d51-b0aa-0d2e5f2b8c11--
""",
)

GMAIL = (
    "5.7.26",
    """Delivered-To: school@regenboog.example
Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>
To: school@regenboog.example
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
Message-ID: <6924aa11.050a0220.1234.GMR@mx.google.example>
Date: Tue, 24 Nov 2026 00:21:13 -0800 (PST)
Content-Type: multipart/report; boundary="000000000000aa11bb06"; report-type=delivery-status

--000000000000aa11bb06
Content-Type: multipart/related; boundary="000000000000aa11bc07"

--000000000000aa11bc07
Content-Type: multipart/alternative; boundary="000000000000aa11bd08"

--000000000000aa11bd08
Content-Type: text/plain; charset="UTF-8"

** Message blocked **

Your message to bart@gmail.example has been blocked.

--000000000000aa11bd08--
--000000000000aa11bc07--

--000000000000aa11bb06
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.example
Received-From-MTA: dns; school@regenboog.example
Arrival-Date: Tue, 24 Nov 2026 00:21:12 -0800 (PST)
X-Original-Message-ID: <{key}@regenboog.example>

Final-Recipient: rfc822; bart@gmail.example
Action: failed
Status: 5.7.26
Remote-MTA: dns; gmail-smtp-in.l.google.example
Diagnostic-Code: smtp; 550-5.7.26 This mail has been blocked because the sender is unauthenticated.
 550 5.7.26  SPF check for [regenboog.example] did not pass
Last-Attempt-Date: Tue, 24 Nov 2026 00:21:13 -0800 (PST)

--000000000000aa11bb06
Content-Type: message/rfc822

Message-ID: <{key}@regenboog.example>
Subject: Er is nieuws van groep 3B

--000000000000aa11bb06--
""",
)

QMAIL = (
    "5.1.1",
    """Return-Path: <>
Delivered-To: bounces+{key}@regenboog.example
Received: (qmail 12345 invoked for bounce); 24 Nov 2026 08:30:00 -0000
Date: 24 Nov 2026 08:30:00 -0000
From: MAILER-DAEMON@mail.oldhost.example
To: bounces+{key}@regenboog.example
Subject: failure notice

Hi. This is the qmail-send program at mail.oldhost.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<bart@oldhost.example>:
192.0.2.99 does not like recipient.
Remote host said: 550 5.1.1 <bart@oldhost.example>... User unknown
Giving up on 192.0.2.99.

--- Below this line is a copy of the message.

Return-Path: <bounces+{key}@regenboog.example>
Message-ID: <{key}@regenboog.example>
Subject: Er is nieuws van groep 3B

Hallo Bart,
""",
)

SENDMAIL_LATE = (
    None,
    """Return-Path: <>
From: Mail Delivery Subsystem <MAILER-DAEMON@relay.example>
To: <bounces+{key}@regenboog.example>
Subject: Warning: could not send message for past 4 hours
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="AAO1234.1764/relay.example"
Auto-Submitted: auto-generated (warning-timeout)

--AAO1234.1764/relay.example

    **********************************************
    **      THIS IS A WARNING MESSAGE ONLY      **
    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **
    **********************************************

--AAO1234.1764/relay.example
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example
Arrival-Date: Tue, 24 Nov 2026 04:00:00 +0100

Final-Recipient: RFC822; bart@slow.example
Action: delayed
Status: 4.4.1
Diagnostic-Code: SMTP; 550 5.1.1 this is no answer about now
Will-Retry-Until: Sun, 29 Nov 2026 04:00:00 +0100

--AAO1234.1764/relay.example
Content-Type: text/rfc822-headers

Message-ID: <{key}@regenboog.example>

--AAO1234.1764/relay.example--
""",
)

SENDMAIL_GAVE_UP = (
    "4.4.7",
    SENDMAIL_LATE[1]
    .replace("Action: delayed", "Action: failed")
    .replace("Status: 4.4.1", "Status: 4.4.7")
    .replace("Diagnostic-Code: SMTP; 550 5.1.1 this is no answer about now\n", ""),
)

DELIVERED = (None, POSTFIX[1].replace("Action: failed", "Action: delivered").replace("Status: 5.1.1", "Status: 2.0.0"))

ON_HOLIDAY = (
    None,
    """Return-Path: <>
From: Bart Visser <bart@provider.example>
To: bounces+{key}@regenboog.example
Subject: Afwezig: Er is nieuws van groep 3B
Auto-Submitted: auto-replied
In-Reply-To: <{key}@regenboog.example>
Content-Type: text/plain; charset=utf-8

Ik ben er weer op 5.1.1 of bel 550-1234.
""",
)

A_REPLY = (
    None,
    """From: Bart Visser <bart@provider.example>
To: school@regenboog.example
Subject: Re: Er is nieuws van groep 3B
References: <{key}@regenboog.example>

Dank je wel! Kamer 5.1.1, 550 euro.
""",
)

STRANGE = (None, "\x00\xff not a mail at all {key}")

SAMPLES = {
    "postfix": POSTFIX,
    "exim, a full mailbox": EXIM,
    "exchange online": EXCHANGE,
    "gmail, to the sender": GMAIL,
    "qmail, in words": QMAIL,
    "sendmail, only late": SENDMAIL_LATE,
    "sendmail, given up": SENDMAIL_GAVE_UP,
    "delivered": DELIVERED,
    "on holiday": ON_HOLIDAY,
    "a reply": A_REPLY,
    "no mail at all": STRANGE,
}


def written(sample: str, key: str) -> bytes:
    """The mail about the message with this key."""
    return SAMPLES[sample][1].replace("{key}", key).encode("utf-8")
