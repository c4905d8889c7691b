extension NoticeTemplates {
    /// A page around `body`: tables and inline styles only, as mail programs want it.
    static func page(_ language: String, _ heading: String, _ body: String) -> String {
        """
        <!doctype html>
        <html lang="\(language)"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width"><title>\(heading)</title></head>
        <body style="margin:0;padding:24px;background:#f4f4f5;font-family:sans-serif;color:#18181b">
        <table role="presentation" width="100%" style="max-width:560px;margin:auto;background:#fff;\
        border-radius:8px"><tr><td style="padding:24px;font-size:16px;line-height:1.5">
        <h1 style="font-size:20px;margin:0 0 16px">\(heading)</h1>
        \(body)
        </td></tr></table>
        </body></html>

        """
    }

    /// Show, time, place, seats.
    static func facts(_ seats: String, _ booking: String) -> String {
        """
        <p style="margin:0 0 16px"><strong>{{title}}</strong><br>{{starts}}<br>{{venue}}<br>
        \(seats): <strong>{{seats}}</strong>{{#booking}}<br>\(booking): {{booking}}{{/booking}}</p>
        """
    }

    /// The ticket's code, if the notice carries one as `qr`.
    static func code(_ hint: String) -> String {
        """
        {{#qr}}<p style="text-align:center"><img src="cid:{{qr}}" width="220" height="220" \
        alt="\(hint)"><br>\(hint)</p>{{/qr}}
        """
    }

    /// A button, if there is a link.
    static func button(_ text: String) -> String {
        """
        {{#link}}<p><a href="{{link}}" style="display:inline-block;padding:12px 20px;\
        background:#1d4ed8;color:#fff;border-radius:6px;text-decoration:none">\(text)</a></p>{{/link}}
        """
    }
}
