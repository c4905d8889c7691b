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

        Show the attached code at the door.
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
        Your booking has been cancelled.

        {{title}}
        {{starts}}
        {{venue}}
        Seats: {{seats}}
        Booking: {{booking}}
        {{#reason}}
        Reason: {{reason}}
        {{/reason}}
        {{#refund}}
        Refund: {{refund}}
        {{/refund}}

        {{cinema}}
        """,
        "booking.cancelled.en.html": page(
            "en",
            "Your booking has been cancelled",
            facts("Seats", "Booking") + "{{#reason}}<p>Reason: {{reason}}</p>{{/reason}}"
                + "{{#refund}}<p>Refund: {{refund}}</p>{{/refund}}<p>{{cinema}}</p>"
        ),
        "booking.cancelled.en.sms":
            "{{cinema}}: booking {{booking}} for {{title}} is cancelled."
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
