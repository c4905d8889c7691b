extension StaticPage {
    static let css = #"""
        :root {
          --ground: #fbfaf7; --ink: #1d2330; --faint: #5b6474; --line: #d6d9df; --card: #ffffff;
          --free: #ffffff; --held: #f0b429; --booked: #6b7280; --blocked: #d6d9df; --mine: #0b7a4b;
          --accent: #1f4fa3;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #12151c; --ink: #eceff4; --faint: #a3acba; --line: #343b49; --card: #1a1f29;
            --free: #1a1f29; --held: #d99e1b; --booked: #5d6675; --blocked: #2c323e; --mine: #2fb67c;
            --accent: #8ab4ff;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink);
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: baseline;
          justify-content: space-between; padding: .8rem 1.2rem; border-bottom: 1px solid var(--line); }
        h1 { margin: 0; font-size: 1.25rem; }
        h2 { margin: 0 0 .3rem; font-size: 1.1rem; }
        main { max-width: 72rem; margin: 0 auto; padding: 1rem 1.2rem 3rem; display: grid; gap: 1rem; }
        form { display: grid; gap: .8rem; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); }
        label { display: grid; gap: .2rem; min-width: 0; font-size: .85rem; color: var(--faint); }
        select, button { font: inherit; color: inherit; background: var(--card); min-height: 2.75rem;
          border: 1px solid var(--line); border-radius: .5rem; padding: .3rem .7rem;
          min-width: 0; max-width: 100%; }
        button { cursor: pointer; }
        section { background: var(--card); border: 1px solid var(--line); border-radius: .8rem; padding: 1rem; }
        [hidden] { display: none; }
        #facts, #hint { margin: .1rem 0; color: var(--faint); font-size: .9rem; }
        #message { margin: .2rem 0; min-height: 1.5em; color: var(--accent); font-weight: 600; }
        #link { margin: 0; font-size: .9rem; color: var(--faint); }
        #link::before { content: ""; display: inline-block; width: .6em; height: .6em; margin-right: .5em;
          border-radius: 50%; background: var(--line); }
        #link[data-state="live"]::before { background: var(--mine); }
        #link[data-state="lost"]::before { background: var(--held); }
        #map { overflow: auto; max-height: 70vh; }
        #seats { display: block; width: 100%; min-width: 22rem; height: auto; max-height: 66vh; }
        .seat { cursor: pointer; outline: none; }
        .seat rect { fill: var(--free); stroke: var(--tone, var(--faint)); stroke-width: .09; }
        .seat text { font-size: .6px; text-anchor: middle; dominant-baseline: central; fill: var(--ink);
          pointer-events: none; font-weight: 700; }
        .seat[data-state="1"] rect { fill: var(--held); }
        .seat[data-state="2"] rect { fill: var(--booked); stroke: var(--booked); }
        .seat[data-state="3"] rect { fill: var(--blocked); stroke: var(--blocked); }
        .seat[data-state="2"] text { fill: #fff; }
        .seat[data-state="mine"] rect { fill: var(--mine); stroke: var(--mine); }
        .seat[data-state="mine"] text { fill: #fff; }
        .seat:not([data-state="0"]):not([data-state="mine"]) { cursor: not-allowed; }
        .seat:focus-visible rect, .seat:hover rect { stroke: var(--accent); stroke-width: .18; }
        .seat.fresh rect { animation: fresh .8s ease-out; }
        @keyframes fresh { from { stroke-width: .35; } }
        @media (prefers-reduced-motion: reduce) { .seat.fresh rect { animation: none; } }
        .stage { fill: none; stroke: var(--faint); stroke-width: .12; }
        .stage-name { font-size: .8px; text-anchor: middle; fill: var(--faint); }
        #legend { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; list-style: none; margin: .6rem 0; padding: 0;
          font-size: .9rem; }
        #legend li::before { content: ""; display: inline-block; width: 1.2em; height: 1.2em; margin-right: .4em;
          border-radius: .25em; border: 1px solid var(--faint); background: var(--free); color: #fff;
          vertical-align: -.2em; text-align: center; line-height: 1.1em; font-weight: 700; }
        #legend li[data-state="1"]::before { content: "•"; background: var(--held); color: #1d2330; }
        #legend li[data-state="2"]::before { content: "×"; background: var(--booked); }
        #legend li[data-state="3"]::before { content: "–"; background: var(--blocked); }
        #legend li[data-state="mine"]::before { content: "✓"; background: var(--mine); }
        #holds { list-style: none; margin: 0; padding: 0; display: grid; gap: .4rem; }
        #holds li { display: flex; gap: 1rem; align-items: center; justify-content: space-between; }
        @media (forced-colors: active) {
          .seat rect { forced-color-adjust: none; }
        }

        """#
}
