// To the provider: the sandbox's own page, or Razorpay's checkout, whose script is loaded only then.
import { send } from '../lib/api.js';
import { h } from '../lib/dom.js';
import { t } from '../lib/i18n.js';
import { go } from '../lib/router.js';
import { api, place } from './parts.js';

export const pay = async (order, show, customer = {}) => {
  const back = place(show.id, `/order/${order.id}`);
  if (order.provider === 'sandbox') {
    // Back leads to the order, which knows how things stand, and not to a form that was sent.
    history.replaceState(history.state, '', back);
    location.assign(`/sandbox/checkout/${encodeURIComponent(order.provider_order_id)}?return=${encodeURIComponent(back)}`);
    return new Promise(() => {});
  }
  if (order.provider === 'razorpay') await razorpay(order, show, customer);
  return go(back, { replace: true });
};

const razorpay = async (order, show, { name, email, phone }) => {
  await script('https://checkout.razorpay.com/v1/checkout.js');
  await new Promise((done) => {
    const handler = async (answer) => {
      const { razorpay_payment_id, razorpay_order_id, razorpay_signature } = answer;
      const body = { razorpay_payment_id, razorpay_order_id, razorpay_signature };
      // If this gets lost the server hears of the payment by itself; the order's page waits for that.
      await send('POST', api(show.id, `/orders/${order.id}/payment`), body).catch(() => null);
      done();
    };
    new window.Razorpay({
      key: order.provider_key_id, order_id: order.provider_order_id, amount: order.total.amount, currency: order.total.currency,
      name: show.movie.title, description: order.seats.join(', '), prefill: { name, email, contact: phone }, handler, modal: { ondismiss: done },
    }).open();
  });
};

const script = (src) => window.Razorpay ? null : new Promise((done, failed) => {
  const lost = () => failed({ code: 'offline', detail: t('pay.script') });
  document.head.append(h('script', { src, on: { load: done, error: lost } }));
});
