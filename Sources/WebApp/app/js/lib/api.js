// The public contract over fetch. A write keeps one idempotency key through all its retries, so that an
// answer that got lost can't make a second booking.

const tries = 6;
const passing = new Set(['unavailable', 'read_only', 'not_owner', 'rate_limited', 'idempotency_in_progress']);

/** A refusal (RFC 9457), or no network (`offline`). */
export class Problem extends Error {
  constructor(body) {
    super(body.detail ?? body.title ?? body.code);
    Object.assign(this, body, { name: 'Problem', retryAfterMs: body.retry_after_ms });
  }
}

/** 128 random bits; `randomUUID` is missing on plain http. */
export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');

export const get = (path, options = {}) => again('GET', path, undefined, options, 3);

export const send = (method, path, body, options = {}) =>
  again(method, path, body, { ...options, idempotencyKey: options.idempotencyKey ?? newKey() }, tries);

const again = async (method, path, body, options, most) => {
  for (let n = 1; ; n++) {
    try {
      return await once(method, path, body, options);
    } catch (problem) {
      const wait = patience(problem, n, method);
      if (wait == null || n >= most) throw problem;
      await pause(wait, options.signal);
    }
  }
};

// How long to wait before the same request again; null: its answer is final.
const patience = (problem, n, method) => {
  const lost = problem.offline && method !== 'GET';
  if (!lost && !passing.has(problem.code) && problem.status !== 503) return null;
  const backoff = Math.min(8000, 300 * 2 ** n) * (0.5 + Math.random() / 2);
  return Math.max(problem.retryAfterMs ?? 0, backoff);
};

const once = async (method, path, body, { signal, etag, key, idempotencyKey }) => {
  const headers = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (etag) headers['If-None-Match'] = etag;
  if (key) headers.Authorization = `Bearer ${key}`;
  if (idempotencyKey) headers['Idempotency-Key'] = idempotencyKey;
  const payload = body === undefined ? undefined : JSON.stringify(body);
  let response, text;
  try {
    response = await fetch(path, { method, headers, body: payload, signal, cache: etag ? 'no-store' : 'default' });
    text = await response.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem({ code: 'offline', status: 0, offline: true, title: 'No connection' });
  }
  if (response.ok || response.status === 304) {
    return { status: response.status, body: text ? parse(text) : null, headers: response.headers };
  }
  throw refusal(response, text);
};

const parse = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const refusal = (response, text) => {
  const after = Number(response.headers.get('Retry-After'));
  return new Problem({
    code: 'unavailable', retry_after_ms: after ? after * 1000 : undefined,
    ...(parse(text) ?? { code: response.status === 404 ? 'not_found' : 'unavailable' }), status: response.status,
  });
};

/** Waits; rejects at once when the signal aborts. */
export const pause = (ms, signal) => new Promise((done, failed) => {
  signal?.throwIfAborted();
  const timer = setTimeout(done, ms);
  signal?.addEventListener('abort', () => (clearTimeout(timer), failed(signal.reason)), { once: true });
});

/** All pages of a list. */
export const all = async (path, options) => {
  const data = [];
  for (let after = ''; ;) {
    const { body } = await get(`${path}${path.includes('?') ? '&' : '?'}limit=100${after}`, options);
    data.push(...body.data);
    if (!body.has_more) return data;
    after = `&after=${encodeURIComponent(body.next)}`;
  }
};
