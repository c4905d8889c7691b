// The app's entry: texts, frame, pages.
import './text/shop.en.js';
import './text/shop.hi.js';
import { frame } from './frame.js';
import { start } from './lib/router.js';

const operate = () => import('./operate/main.js');

frame();
start([
  ['/', () => import('./pages/home.js')],
  ['/city/:city', () => import('./pages/movies.js')],
  ['/city/:city/movie/:movie', () => import('./pages/showtimes.js')],
  ['/s/:show', () => import('./pages/show.js')],
  ['/s/:show/checkout', () => import('./pages/checkout.js')],
  ['/s/:show/order/:order', () => import('./pages/order.js')],
  ['/s/:show/ticket/:booking', () => import('./pages/ticket.js')],
  ['/my', () => import('./pages/my.js')],
  ['/find', () => import('./pages/find.js')],
  ['/operate', operate],
  ['/operate/(?<rest>.*)', operate],
]);

navigator.serviceWorker?.register('/sw.js').catch(() => { /* no offline tickets then, nothing else */ });
