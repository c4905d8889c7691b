// The app's entry: texts, frame, pages.
import { frame } from './frame.js';
import { texts } from './lib/i18n.js';
import { start } from './lib/router.js';

const operate = () => import('./operate/main.js');

const browse = (page) => async () => ({ render: (await import('./pages/browse.js'))[page] });
const mine = (page) => async () => ({ render: (await import('./pages/my.js'))[page] });

await texts('shop');
frame();
start([
  ['/', browse('home')],
  ['/city/:city', browse('films')],
  ['/city/:city/movie/:movie', browse('showtimes')],
  ['/s/:show', () => import('./pages/show.js')],
  ['/s/:show/checkout', () => import('./pages/checkout.js')],
  ['/s/:show/order/:order', () => import('./pages/order.js')],
  ['/s/:show/ticket/:booking', () => import('./pages/ticket.js')],
  ['/my', mine('my')],
  ['/find', mine('find')],
  ['/operate', operate],
  ['/operate/(?<rest>.*)', operate],
]);

navigator.serviceWorker?.register('/sw.js').catch(() => { /* no offline tickets then, nothing else */ });
