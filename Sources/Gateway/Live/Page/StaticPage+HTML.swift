extension StaticPage {
    static let html = #"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>SeatGrid: live seats</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/app.css">
        <script src="/app.js" defer></script>
        </head>
        <body>
        <header>
          <h1>SeatGrid</h1>
          <p id="link" role="status" data-state="idle">Pick a show</p>
        </header>
        <main>
          <form id="pick" aria-label="Pick a show">
            <label>City <select id="city"></select></label>
            <label>Movie <select id="movie" disabled></select></label>
            <label>Show <select id="show" disabled></select></label>
          </form>
          <section aria-labelledby="title">
            <h2 id="title">No show picked yet</h2>
            <p id="facts"></p>
            <p id="message" role="alert"></p>
            <div id="map">
              <svg id="seats" role="group" aria-labelledby="title"></svg>
            </div>
            <ul id="legend" aria-label="What the marks mean">
              <li data-state="0">free</li>
              <li data-state="mine">yours</li>
              <li data-state="1">held</li>
              <li data-state="2">booked</li>
              <li data-state="3">not for sale</li>
            </ul>
            <p id="hint">Click a free seat to hold it, and again to give it back. With the keyboard: arrows move, Enter holds.</p>
          </section>
          <section id="basket" aria-live="polite" hidden>
            <h2>Your seats</h2>
            <ul id="holds"></ul>
          </section>
        </main>
        <noscript>This page needs JavaScript. The API does not: see /docs.</noscript>
        </body>
        </html>

        """#
}
