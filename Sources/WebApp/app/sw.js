// Tickets open without a network: the app's files and what the ticket's page put into the cache `tickets`.
const assets = '{{assets}}';
const app = `app-${assets}`;
const files = ['css/base.css', ...['main', 'frame', 'lib/announce', 'lib/api', 'lib/dom', 'lib/format', 'lib/i18n', 'lib/problem', 'lib/router', 'lib/store',
  'text/shop.en', 'text/shop.hi', 'art/dice', 'art/motifs', 'art/poster', 'pages/my', 'pages/parts', 'pages/ticket',
].map((name) => `js/${name}.js`)];
const own = /^\/(v1|sandbox|docs|problems|assets|metrics|openapi|asyncapi|livez|readyz)/;
const saved = /^\/v1\/shows\/[^/]+(\/bookings\/[^/]+(\/ticket\.\w+)?)?$/;

addEventListener('install', (event) => {
  skipWaiting();
  event.waitUntil(caches.open(app).then((cache) => cache.addAll(['/', '/icon.svg', ...files.map((file) => `${assets}/${file}`)])));
});

addEventListener('activate', (event) => event.waitUntil(caches.keys()
  .then((names) => Promise.all(names.filter((n) => n !== app && n !== 'tickets').map((n) => caches.delete(n))))
  .then(() => clients.claim())));

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate') {
    if (!own.test(url.pathname)) event.respondWith(fetch(request).catch(() => caches.match('/')));
  } else if (url.pathname.startsWith(`${assets}/`)) {
    event.respondWith(caches.match(request).then((hit) => hit ?? fetch(request)));
  } else if (saved.test(url.pathname)) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request, { ignoreSearch: true, ignoreVary: true })) ?? Response.error()));
  }
});
