extension StaticPage {
    static let script = #"""
        "use strict";
        // The plain page: picks a show, draws its layout and keeps it live.
        const $ = (id) => document.getElementById(id);
        const words = { 0: "free", 1: "held", 2: "booked", 3: "not for sale", mine: "yours" };
        const glyphs = { 0: "", 1: "•", 2: "×", 3: "–", mine: "✓" };
        const svgNS = "http://www.w3.org/2000/svg";

        let show = null;      // {id, seats: [{label, node, ...}], prices, category names}
        let seq = null;       // the version the map shows
        let states = [];      // by seat index
        let mine = new Map(); // seat index -> hold
        let socket = null, attempt = 0, retryTimer = 0, retryAfter = null, watchdog = 0;

        async function call(path, options) {
          const answer = await fetch(path, options);
          if (answer.status === 204) return null;
          const body = await answer.json().catch(() => ({}));
          if (!answer.ok) throw Object.assign(new Error(body.detail || body.title || answer.statusText), { body, status: answer.status });
          return body;
        }
        const say = (text) => { $("message").textContent = text; };
        const tell = (state, text) => { $("link").dataset.state = state; $("link").textContent = text; };
        const list = (answer) => Array.isArray(answer) ? answer : answer.data || [];
        function money(m) {
          if (!m) return "";
          const format = new Intl.NumberFormat(undefined, { style: "currency", currency: m.currency });
          return format.format(m.amount / 10 ** format.resolvedOptions().maximumFractionDigits);
        }

        // ---- picking ----
        function fill(select, entries, hint) {
          select.replaceChildren(new Option(hint, ""), ...entries.map(([value, text]) => new Option(text, value)));
          select.disabled = entries.length === 0;
        }
        async function pickCity() {
          fill($("movie"), [], "…"); fill($("show"), [], "…");
          if (!$("city").value) return;
          const movies = list(await call(`/v1/cities/${$("city").value}/movies?limit=100`));
          fill($("movie"), movies.map((m) => [m.id, m.title]), "Choose a movie");
        }
        async function pickMovie() {
          fill($("show"), [], "…");
          if (!$("movie").value) return;
          const venues = list(await call(`/v1/movies/${$("movie").value}/shows?city=${$("city").value}&limit=100`));
          const shows = venues.flatMap((v) => v.shows.map((s) => ({ v, s }))).sort((a, b) => a.s.starts_at.localeCompare(b.s.starts_at)).map(({ v, s }) => {
            const when = new Date(s.starts_at).toLocaleString(undefined, { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
            return [s.id, `${when}, ${v.venue.name} (${s.language} ${s.format}), ${s.availability.free} free`];
          });
          fill($("show"), shows, "Choose a show");
        }
        async function pickShow(id) {
          if (!id) return;
          leave();
          location.hash = `show=${encodeURIComponent(id)}`;
          const facts = await call(`/v1/shows/${encodeURIComponent(id)}`);
          const layout = await call(`/v1/layouts/${facts.layout?.id || facts.layout || facts.layout_id}`);
          $("title").textContent = `${facts.movie?.title || id}, ${facts.venue?.name || ""}`;
          draw(id, facts, layout);
          connect();
        }

        // ---- drawing ----
        function shape(name, attributes, parent) {
          const node = document.createElementNS(svgNS, name);
          for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
          parent.append(node);
          return node;
        }
        function pitchOf(rows) {
          const gaps = rows.flatMap((r) => r.seats.slice(1).map((s, i) => Math.hypot(s.x - r.seats[i].x, s.y - r.seats[i].y))).filter((g) => g > 0).sort((a, b) => a - b);
          return gaps[Math.floor(gaps.length / 2)] || 1;
        }
        function draw(id, facts, layout) {
          const rows = layout.sections.flatMap((s) => s.rows);
          const pitch = pitchOf(rows);
          const tones = Object.fromEntries(layout.categories.map((c) => [c.key, c]));
          const all = rows.flatMap((r) => r.seats);
          const xs = all.map((s) => s.x / pitch), ys = all.map((s) => s.y / pitch);
          const low = (list) => list.reduce((a, b) => Math.min(a, b), Infinity);
          const high = (list) => list.reduce((a, b) => Math.max(a, b), -Infinity);
          const [x0, x1, y0, y1] = [low(xs) - 1, high(xs) + 1, low(ys) - 1, high(ys) + 1];
          const svg = $("seats");
          svg.replaceChildren();
          svg.setAttribute("viewBox", `${x0} ${y0 - 2.5} ${x1 - x0} ${y1 - y0 + 3}`);
          const middle = (x0 + x1) / 2, half = (x1 - x0) / 3;
          shape("path", { class: "stage", d: `M ${middle - half} ${y0 - .6} Q ${middle} ${y0 - 1.4} ${middle + half} ${y0 - .6}` }, svg);
          shape("text", { class: "stage-name", x: middle, y: y0 - 1.3 }, svg).textContent = "screen";
          show = { id, prices: facts.prices || {}, seats: [], tones };
          seq = null; states = [];
          for (const row of rows) for (const seat of row.seats) {
            const g = shape("g", { class: "seat", role: "button", tabindex: "-1", transform: `translate(${seat.x / pitch} ${seat.y / pitch})` }, svg);
            shape("rect", { x: -.4, y: -.4, width: .8, height: .8, rx: .18 }, g);
            const mark = shape("text", { x: 0, y: 0 }, g);
            g.style.setProperty("--tone", tones[seat.category]?.color || "");
            g.dataset.index = seat.index;
            show.seats[seat.index] = { ...seat, node: g, mark, row };
          }
          show.seats[0]?.node.setAttribute("tabindex", "0");
        }
        function paint(index, fresh) {
          const seat = show.seats[index];
          if (!seat) return;
          if (mine.has(index) && states[index] !== 1) { mine.delete(index); basket(); }
          const state = mine.has(index) ? "mine" : states[index];
          seat.node.dataset.state = state;
          seat.mark.textContent = glyphs[state];
          const price = money(show.prices[seat.category]);
          const special = (seat.attributes || []).join(", ");
          seat.node.setAttribute("aria-label", [seat.label, show.tones[seat.category]?.name, price, special, words[state]].filter(Boolean).join(", "));
          seat.node.setAttribute("aria-pressed", String(state === "mine"));
          if (fresh) { seat.node.classList.remove("fresh"); void seat.node.getBBox(); seat.node.classList.add("fresh"); }
        }
        function count() {
          const counts = [0, 0, 0, 0];
          for (const state of states) counts[state] += 1;
          $("facts").textContent = `${counts[0]} free, ${counts[1]} held, ${counts[2]} booked, ${counts[3]} not for sale. Version ${seq}.`;
        }

        // ---- live ----
        function leave() {
          clearTimeout(retryTimer); clearTimeout(watchdog);
          if (socket) { socket.onclose = null; socket.close(); socket = null; }
          show = null; seq = null; mine = new Map(); attempt = 0; basket(); say("");
        }
        function connect() {
          const url = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/v1/shows/${encodeURIComponent(show.id)}/live`;
          const current = socket = new WebSocket(url, ["seatgrid.v1.json"]);
          tell("lost", attempt ? "Connecting again…" : "Connecting…");
          current.onopen = () => current.send(JSON.stringify(seq === null ? { t: "hello" } : { t: "hello", after: seq }));
          current.onmessage = (event) => { if (socket === current) hear(JSON.parse(event.data)); };
          current.onclose = (event) => { if (socket === current) lost(event.code); };
        }
        function lost(code) {
          socket = null; clearTimeout(watchdog);
          if (code === 4404) return tell("idle", "This show is gone");
          const wait = retryAfter ?? Math.random() * Math.min(10000, 500 * 2 ** attempt);
          retryAfter = null; attempt += 1;
          tell("lost", "Connection lost: the map is not up to date");
          retryTimer = setTimeout(connect, wait);
        }
        // A dead connection says nothing: ask now and then, and give it up if no answer comes.
        function guard(after) {
          clearTimeout(watchdog);
          watchdog = setTimeout(() => {
            if (!socket || socket.readyState !== WebSocket.OPEN) return;
            socket.send('{"t":"ping"}');
            watchdog = setTimeout(() => { const dead = socket; lost(1006); dead?.close(); }, after);
          }, after);
        }
        function hear(message) {
          guard(15000);
          switch (message.t) {
          case "welcome": attempt = 0; tell("live", "Live"); break;
          case "snap": {
            const bytes = Uint8Array.from(atob(message.states), (c) => c.charCodeAt(0));
            states = show.seats.map((_, i) => bytes[i >> 2] >> 2 * (i & 3) & 3);
            seq = message.seq;
            states.forEach((_, i) => paint(i, false));
            count();
            break;
          }
          case "d":
            if (message.f !== seq + 1) {
              if (message.n > seq) socket.send('{"t":"hello"}');
              break;
            }
            for (const [index, state] of message.c) { states[index] = state; paint(index, true); }
            seq = message.n;
            count();
            break;
          case "show": say(message.state === "on_sale" ? "" : `The show is ${message.state}.`); break;
          case "bye": retryAfter = message.retry_after_ms ?? null; break;
          }
        }

        // ---- holding ----
        const key = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
        async function toggle(index) {
          const seat = show?.seats[index];
          if (!seat) return;
          say("");
          const path = `/v1/shows/${encodeURIComponent(show.id)}/holds`;
          const headers = { "Content-Type": "application/json", "Idempotency-Key": key() };
          try {
            const held = mine.get(index);
            if (held) {
              mine.delete(index);
              await call(`${path}/${held.id}`, { method: "DELETE", headers: { "Idempotency-Key": key() } });
            } else if (states[index] === 0) {
              const hold = await call(path, { method: "POST", headers, body: JSON.stringify({ seats: [seat.label] }) });
              mine.set(index, { id: hold.id, total: hold.total, until: performance.now() + hold.expires_in_ms });
              states[index] = 1;
              paint(index, false);
            } else {
              say(`${seat.label} is ${words[states[index]]}.`);
            }
          } catch (error) {
            const better = error.body?.suggestion?.seats;
            say(error.message + (better ? ` Free instead: ${better.join(", ")}.` : ""));
          }
          basket();
        }
        function basket() {
          $("basket").hidden = mine.size === 0;
          $("holds").replaceChildren(...[...mine].map(([index, hold]) => {
            const item = document.createElement("li");
            const left = Math.max(0, Math.round((hold.until - performance.now()) / 1000));
            const text = document.createElement("span");
            text.textContent = `${show.seats[index].label}, ${money(hold.total)}, ${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} left`;
            const button = document.createElement("button");
            button.textContent = "Give back";
            button.setAttribute("aria-label", `Give back ${show.seats[index].label}`);
            button.onclick = () => toggle(index);
            item.append(text, button);
            return item;
          }));
        }
        setInterval(() => {
          if (mine.size && !$("holds").contains(document.activeElement)) basket();
        }, 1000);

        // ---- hands ----
        function indexOf(event) {
          const node = event.target.closest?.(".seat");
          return node ? Number(node.dataset.index) : null;
        }
        function focus(index) {
          const seat = show.seats[index];
          if (!seat) return;
          $("seats").querySelector('[tabindex="0"]')?.setAttribute("tabindex", "-1");
          seat.node.setAttribute("tabindex", "0");
          seat.node.focus();
        }
        function step(index, key) {
          const from = show.seats[index];
          if (key === "ArrowLeft" || key === "ArrowRight") return index + (key === "ArrowLeft" ? -1 : 1);
          const way = key === "ArrowUp" ? -1 : 1;
          let best = index, least = Infinity;
          for (const seat of show.seats) {
            const dy = (seat.y - from.y) * way;
            const far = dy * 3 + Math.abs(seat.x - from.x);
            if (seat.row !== from.row && dy > 0 && far < least) { least = far; best = seat.index; }
          }
          return best;
        }
        $("seats").addEventListener("click", (event) => { const i = indexOf(event); if (i !== null) toggle(i); });
        $("seats").addEventListener("keydown", (event) => {
          const i = indexOf(event);
          if (i === null) return;
          if (event.key === "Enter" || event.key === " ") { event.preventDefault(); toggle(i); }
          if (event.key.startsWith("Arrow")) { event.preventDefault(); focus(step(i, event.key)); }
        });
        const trying = (work) => work.catch((error) => say(error.message));
        $("pick").addEventListener("submit", (event) => event.preventDefault());
        $("city").addEventListener("change", () => trying(pickCity()));
        $("movie").addEventListener("change", () => trying(pickMovie()));
        $("show").addEventListener("change", () => trying(pickShow($("show").value)));
        trying((async () => {
          const linked = new URLSearchParams(location.hash.slice(1)).get("show");
          if (linked) trying(pickShow(linked));
          const cities = list(await call("/v1/cities?limit=100"));
          fill($("city"), cities.map((c) => [c.id, c.name]), "Choose a city");
        })());

        """#
}
