extension NoticeTemplates {
    /// docs/NOTICES.md lists the data that these name.
    static let english: [String: String] = [
        "booking.confirmed.en.subject": "Your tickets: {{title}}, {{starts}}",
        "booking.confirmed.en.text": """
        Your booking is confirmed.

        {{title}}
        {{starts}}
        {{venue}}
        Seats: {{seats}}
        Booking: {{booking}}
        {{#amount}}
        Paid: {{amount}}
        {{/amount}}

        {{#qr}}
        Show the attached code at the door.
        {{/qr}}
        {{#link}}

        Your booking: {{link}}
        {{/link}}

        {{cinema}}
        """,
        "booking.confirmed.en.html": page(
            "en",
            "Your booking is confirmed",
            facts("Seats", "Booking") + "{{#amount}}<p>Paid: {{amount}}</p>{{/amount}}"
                + code("Show this code at the door") + button("Your booking") + "<p>{{cinema}}</p>"
        ),
        "booking.confirmed.en.sms":
            "{{cinema}}: {{title}}, {{starts}}, {{venue}}. Seats {{seats}}. Booking {{booking}}.",

        "booking.cancelled.en.subject": "Cancelled: {{title}}, {{starts}}",
        "booking.cancelled.en.text": """
        {{^left}}
        Your booking has been cancelled.
        {{/left}}
        {{#left}}
        Seats of your booking have been cancelled.
        {{/left}}

        {{title}}
        {{starts}}
        {{venue}}
        Cancelled: {{seats}}
        Booking: {{booking}}
        {{#reason}}
        Reason: {{reason}}
        {{/reason}}
        {{#refund}}
        Refund: {{refund}}
        {{/refund}}
        {{#left}}

        You still have: {{left}}
        The attached code is your new ticket: earlier ones are no good any more.
        {{#link}}
        Your booking: {{link}}
        {{/link}}
        {{/left}}

        {{cinema}}
        """,
        "booking.cancelled.en.html": page(
            "en",
            "{{^left}}Your booking has been cancelled{{/left}}"
                + "{{#left}}Seats of your booking have been cancelled{{/left}}",
            facts("Cancelled", "Booking") + "{{#reason}}<p>Reason: {{reason}}</p>{{/reason}}"
                + "{{#refund}}<p>Refund: {{refund}}</p>{{/refund}}"
                + "{{#left}}<p>You still have: <strong>{{left}}</strong></p>"
                + code("Your new ticket: earlier ones are no good any more")
                + button("Your booking") + "{{/left}}<p>{{cinema}}</p>"
        ),
        "booking.cancelled.en.sms":
            "{{cinema}}: {{seats}} of booking {{booking}} for {{title}} cancelled."
            + "{{#left}} You still have {{left}}; get your new ticket.{{/left}}"
            + "{{#refund}} Refund {{refund}}.{{/refund}}",

        "refund.settled.en.subject": "Refund of {{amount}}",
        "refund.settled.en.text": """
        We have refunded {{amount}} for {{title}}, {{starts}}.
        {{#booking}}
        Booking: {{booking}}
        {{/booking}}
        Your bank may take some days to show it.

        {{cinema}}
        """,
        "refund.settled.en.html": page(
            "en",
            "We have refunded {{amount}}",
            "<p>{{title}}, {{starts}}{{#booking}}<br>Booking: {{booking}}{{/booking}}</p>"
                + "<p>Your bank may take some days to show it.</p><p>{{cinema}}</p>"
        ),
        "refund.settled.en.sms": "{{cinema}}: {{amount}} refunded for {{title}}.",

        "order.offer.en.subject": "Other seats for {{title}}?",
        "order.offer.en.text": """
        Your payment came after your seats were gone. We keep others for you:

        {{title}}
        {{starts}}
        {{venue}}
        Seats: {{seats}}

        Take them: {{link}}
        {{#expires}}
        Until: {{expires}}
        {{/expires}}

        If you don't, you get your money back.

        {{cinema}}
        """,
        "order.offer.en.html": page(
            "en",
            "Other seats?",
            "<p>Your payment came after your seats were gone. We keep others for you:</p>"
                + facts("Seats", "Booking") + button("Take these seats")
                + "{{#expires}}<p>Until: {{expires}}</p>{{/expires}}"
                + "<p>If you don't, you get your money back.</p><p>{{cinema}}</p>"
        ),
        "order.offer.en.sms":
            "{{cinema}}: your seats were gone; we keep {{seats}} for {{title}}. "
            + "Take them: {{link}}",

        "order.failed.en.subject": "No tickets for {{title}}, {{starts}}",
        "order.failed.en.text": """
        Your order for {{title}} came to nothing, and no money was taken.

        {{title}}
        {{starts}}
        {{venue}}
        Seats: {{seats}}
        {{#reason}}
        Reason: {{reason}}
        {{/reason}}

        Your bank may show {{amount}} as reserved for some days; then it lets go of it.

        {{cinema}}
        """,
        "order.failed.en.html": page(
            "en",
            "No tickets this time",
            "<p>Your order came to nothing, and no money was taken.</p>"
                + "<p><strong>{{title}}</strong><br>{{starts}}<br>{{venue}}<br>"
                + "Seats: {{seats}}</p>{{#reason}}<p>Reason: {{reason}}</p>{{/reason}}"
                + "<p>Your bank may show {{amount}} as reserved for some days; then it lets go of "
                + "it.</p><p>{{cinema}}</p>"
        ),
        "order.failed.en.sms":
            "{{cinema}}: no tickets for {{title}}; no money was taken. "
            + "Your bank lets go of {{amount}} within days.",

        "reminder.en.subject": "Soon: {{title}}, {{starts}}",
        "reminder.en.text": """
        See you soon.

        {{title}}
        {{starts}}
        {{venue}}
        Seats: {{seats}}
        Booking: {{booking}}
        {{#link}}

        Your tickets: {{link}}
        {{/link}}

        {{cinema}}
        """,
        "reminder.en.html": page(
            "en",
            "See you soon",
            facts("Seats", "Booking") + code("Show this code at the door")
                + button("Your tickets") + "<p>{{cinema}}</p>"
        ),
        "reminder.en.sms": "{{cinema}}: {{title}} begins {{starts}}, {{venue}}. Seats {{seats}}.",
    ]
}
