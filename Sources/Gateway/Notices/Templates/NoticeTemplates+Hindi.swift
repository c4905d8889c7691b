extension NoticeTemplates {
    /// The same texts in Hindi.
    static let hindi: [String: String] = [
        "booking.confirmed.hi.subject": "आपके टिकट: {{title}}, {{starts}}",
        "booking.confirmed.hi.text": """
        आपकी बुकिंग पक्की हो गई है।

        {{title}}
        {{starts}}
        {{venue}}
        सीटें: {{seats}}
        बुकिंग: {{booking}}
        {{#amount}}
        भुगतान: {{amount}}
        {{/amount}}

        {{#qr}}
        प्रवेश पर साथ भेजा गया कोड दिखाएँ।
        {{/qr}}
        {{#link}}

        आपकी बुकिंग: {{link}}
        {{/link}}

        {{cinema}}
        """,
        "booking.confirmed.hi.html": page(
            "hi",
            "आपकी बुकिंग पक्की हो गई है",
            facts("सीटें", "बुकिंग") + "{{#amount}}<p>भुगतान: {{amount}}</p>{{/amount}}"
                + code("प्रवेश पर यह कोड दिखाएँ") + button("आपकी बुकिंग") + "<p>{{cinema}}</p>"
        ),
        "booking.confirmed.hi.sms":
            "{{cinema}}: {{title}}, {{starts}}, {{venue}}. सीटें {{seats}}. बुकिंग {{booking}}.",

        "booking.cancelled.hi.subject": "रद्द: {{title}}, {{starts}}",
        "booking.cancelled.hi.text": """
        {{^left}}
        आपकी बुकिंग रद्द कर दी गई है।
        {{/left}}
        {{#left}}
        आपकी बुकिंग की कुछ सीटें रद्द कर दी गई हैं।
        {{/left}}

        {{title}}
        {{starts}}
        {{venue}}
        रद्द: {{seats}}
        बुकिंग: {{booking}}
        {{#reason}}
        कारण: {{reason}}
        {{/reason}}
        {{#refund}}
        वापसी: {{refund}}
        {{/refund}}
        {{#left}}

        आपकी बाकी सीटें: {{left}}
        साथ भेजा गया कोड आपका नया टिकट है: पुराने टिकट अब मान्य नहीं हैं।
        {{#link}}
        आपकी बुकिंग: {{link}}
        {{/link}}
        {{/left}}

        {{cinema}}
        """,
        "booking.cancelled.hi.html": page(
            "hi",
            "{{^left}}आपकी बुकिंग रद्द कर दी गई है{{/left}}"
                + "{{#left}}आपकी बुकिंग की कुछ सीटें रद्द कर दी गई हैं{{/left}}",
            facts("रद्द", "बुकिंग") + "{{#reason}}<p>कारण: {{reason}}</p>{{/reason}}"
                + "{{#refund}}<p>वापसी: {{refund}}</p>{{/refund}}"
                + "{{#left}}<p>आपकी बाकी सीटें: <strong>{{left}}</strong></p>"
                + code("आपका नया टिकट: पुराने टिकट अब मान्य नहीं हैं")
                + button("आपकी बुकिंग") + "{{/left}}<p>{{cinema}}</p>"
        ),
        "booking.cancelled.hi.sms":
            "{{cinema}}: {{title}} की बुकिंग {{booking}} की सीटें {{seats}} रद्द हुईं।"
            + "{{#left}} बाकी सीटें {{left}}; नया टिकट लें।{{/left}}"
            + "{{#refund}} वापसी {{refund}}।{{/refund}}",

        "refund.settled.hi.subject": "{{amount}} की वापसी",
        "refund.settled.hi.text": """
        हमने {{title}}, {{starts}} के लिए {{amount}} लौटा दिए हैं।
        {{#booking}}
        बुकिंग: {{booking}}
        {{/booking}}
        बैंक में दिखने में कुछ दिन लग सकते हैं।

        {{cinema}}
        """,
        "refund.settled.hi.html": page(
            "hi",
            "हमने {{amount}} लौटा दिए हैं",
            "<p>{{title}}, {{starts}}{{#booking}}<br>बुकिंग: {{booking}}{{/booking}}</p>"
                + "<p>बैंक में दिखने में कुछ दिन लग सकते हैं।</p><p>{{cinema}}</p>"
        ),
        "refund.settled.hi.sms": "{{cinema}}: {{title}} के लिए {{amount}} लौटाए गए।",

        "order.offer.hi.subject": "{{title}} के लिए दूसरी सीटें?",
        "order.offer.hi.text": """
        आपका भुगतान आने तक आपकी सीटें जा चुकी थीं। हमने आपके लिए दूसरी सीटें रखी हैं:

        {{title}}
        {{starts}}
        {{venue}}
        सीटें: {{seats}}

        ये सीटें लें: {{link}}
        {{#expires}}
        कब तक: {{expires}}
        {{/expires}}

        नहीं लेने पर आपका पैसा लौटा दिया जाएगा।

        {{cinema}}
        """,
        "order.offer.hi.html": page(
            "hi",
            "दूसरी सीटें?",
            "<p>आपका भुगतान आने तक आपकी सीटें जा चुकी थीं। हमने आपके लिए दूसरी सीटें रखी हैं:</p>"
                + facts("सीटें", "बुकिंग") + button("ये सीटें लें")
                + "{{#expires}}<p>कब तक: {{expires}}</p>{{/expires}}"
                + "<p>नहीं लेने पर आपका पैसा लौटा दिया जाएगा।</p><p>{{cinema}}</p>"
        ),
        "order.offer.hi.sms":
            "{{cinema}}: आपकी सीटें जा चुकी थीं; {{title}} के लिए {{seats}} रखी हैं। लें: {{link}}",

        "order.failed.hi.subject": "टिकट नहीं मिले: {{title}}, {{starts}}",
        "order.failed.hi.text": """
        {{title}} का आपका ऑर्डर पूरा नहीं हो सका, और कोई पैसा नहीं लिया गया।

        {{title}}
        {{starts}}
        {{venue}}
        सीटें: {{seats}}
        {{#reason}}
        कारण: {{reason}}
        {{/reason}}

        बैंक कुछ दिन {{amount}} रोके हुए दिखा सकता है; फिर वह छूट जाएगा।

        {{cinema}}
        """,
        "order.failed.hi.html": page(
            "hi",
            "इस बार टिकट नहीं मिले",
            "<p>आपका ऑर्डर पूरा नहीं हो सका, और कोई पैसा नहीं लिया गया।</p>"
                + "<p><strong>{{title}}</strong><br>{{starts}}<br>{{venue}}<br>"
                + "सीटें: {{seats}}</p>{{#reason}}<p>कारण: {{reason}}</p>{{/reason}}"
                + "<p>बैंक कुछ दिन {{amount}} रोके हुए दिखा सकता है; फिर वह छूट जाएगा।</p>"
                + "<p>{{cinema}}</p>"
        ),
        "order.failed.hi.sms":
            "{{cinema}}: {{title}} के टिकट नहीं मिले; कोई पैसा नहीं लिया गया। "
            + "बैंक {{amount}} कुछ दिन में छोड़ देगा।",

        "reminder.hi.subject": "जल्द ही: {{title}}, {{starts}}",
        "reminder.hi.text": """
        जल्द मिलते हैं।

        {{title}}
        {{starts}}
        {{venue}}
        सीटें: {{seats}}
        बुकिंग: {{booking}}
        {{#link}}

        आपके टिकट: {{link}}
        {{/link}}

        {{cinema}}
        """,
        "reminder.hi.html": page(
            "hi",
            "जल्द मिलते हैं",
            facts("सीटें", "बुकिंग") + code("प्रवेश पर यह कोड दिखाएँ")
                + button("आपके टिकट") + "<p>{{cinema}}</p>"
        ),
        "reminder.hi.sms": "{{cinema}}: {{title}} {{starts}} बजे, {{venue}}. सीटें {{seats}}.",
    ]
}
