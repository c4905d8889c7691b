'use strict';
// front.js: Redis alone or PostgreSQL alone, each by its bare driver behind a minimal node:http, with the paths of
// ../shared/peers/server.js, so that the same scenarios drive them.
//   STORE=redis REDIS_SOCK=path LUA=folder | STORE=postgres PGHOST PGPORT PGUSER PGDATABASE; PORT=18080 node front.js
const fs = require('fs'), http = require('http'), path = require('path'), crypto = require('crypto');
const SEATS = 500, TTL = '600000';

// A hash a show, as the peer's; what was sold is marked in the same step that finds the hold alive.
async function redisStore() {
  const client = require('redis').createClient({ socket: { path: process.env.REDIS_SOCK } });
  client.on('error', e => console.error('redis', e.message));
  await client.connect();
  const load = text => client.sendCommand(['SCRIPT', 'LOAD', text]);
  const file = name => load(fs.readFileSync(path.join(process.env.LUA, name), 'utf8'));
  const [holdSha, releaseSha] = [await file('hash_hold.lua'), await file('hash_release.lua')];
  const bookSha = await load(`
    local v=redis.call('GET',KEYS[1])
    if not v then return 0 end
    local show,list=string.match(v,'^(%d+):(.*)$')
    local a={}
    for s in string.gmatch(list,'%d+') do a[#a+1]=s; a[#a+1]='B' end
    redis.call('HSET','s:'..show,unpack(a))
    redis.call('DEL',KEYS[1])
    return 1`);
  return {
    async hold(show, seats) {
      const id = crypto.randomUUID();
      const done = await client.sendCommand(
        ['EVALSHA', holdSha, '2', 's:' + show, 'hold:' + id, id, TTL, show, ...seats.map(String)]);
      return done === 1 ? id : null;
    },
    book: async id => await client.sendCommand(['EVALSHA', bookSha, '1', 'hold:' + id]) === 1 ? id : null,
    release: id => client.sendCommand(['EVALSHA', releaseSha, '1', 'hold:' + id, id]),
    async map(show) {
      const fields = await client.sendCommand(['HGETALL', 's:' + show]), now = Date.now();
      const states = Buffer.alloc(SEATS, '0');
      for (let i = 0; i < fields.length; i += 2) {
        const state = fields[i + 1];
        if (state === 'B') states[+fields[i]] = 50; else if (+state.slice(0, 13) > now) states[+fields[i]] = 49;
      }
      return states.toString('latin1');
    },
  };
}

// Row locks. A hold's id carries its show and seats, so that no table of holds is needed.
async function postgresStore() {
  const pool = new (require('pg').Pool)({
    host: process.env.PGHOST, port: +process.env.PGPORT, user: process.env.PGUSER, database: process.env.PGDATABASE,
    max: +(process.env.POOL || 32),
  });
  pool.on('error', e => console.error('pg', e.message));
  await pool.query(fs.readFileSync(path.join(__dirname, 'front.sql'), 'utf8'));
  const one = async (name, text, values) => (await pool.query({ name, text, values })).rows[0].r;
  const parts = id => {
    const found = /^(\d+)-(\d+(?:_\d+)*)-(\d+)$/.exec(id);
    return found && [found[3], found[1], found[2].split('_')];
  };
  return {
    async hold(show, seats) {
      const id = crypto.randomInt(2 ** 47);
      const done = await one('hold', 'SELECT pg_hold($1,$2,$3::smallint[]) AS r', [id, show, seats]);
      return done === 1 ? `${show}-${seats.join('_')}-${id}` : null;
    },
    async book(id) {
      const hold = parts(id);
      const booking = hold && await one('book', 'SELECT front_book($1,$2,$3::smallint[]) AS r', hold);
      return booking && +booking > 0 ? booking : null;
    },
    async release(id) {
      const hold = parts(id);
      return hold && await one('release', 'SELECT front_release($1,$2,$3::smallint[]) AS r', hold);
    },
    async map(show) {
      const { rows } = await pool.query({
        name: 'map', rowMode: 'array', values: [show],
        text: 'SELECT seat_no, booking_id IS NOT NULL FROM show_seats WHERE show_id=$1 '
          + 'AND (booking_id IS NOT NULL OR held_until>now())',
      });
      const states = Buffer.alloc(SEATS, '0');
      for (const [seat, booked] of rows) states[seat] = booked ? 50 : 49;
      return states.toString('latin1');
    },
  };
}

function send(res, code, value) {
  if (code === 204) { res.writeHead(204); return res.end(); }
  const body = JSON.stringify(value);
  res.writeHead(code, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
  res.end(body);
}

const areSeats = a => Array.isArray(a) && a.length > 0 && a.length <= 10
  && a.every(s => Number.isInteger(s) && s >= 0 && s < SEATS);

function read(req, then) {
  let body = '';
  req.setEncoding('utf8');
  req.on('data', part => { body += part; });
  req.on('end', () => then(body));
}

function answer(store, req, res) {
  const [, kind, id, what] = req.url.split('/');
  const fail = e => send(res, 500, { error: e.message });
  if (kind === 'shows' && what === 'holds' && req.method === 'POST') {
    return read(req, body => {
      let seats;
      try { ({ seats } = JSON.parse(body)); } catch { return send(res, 400, { error: 'json' }); }
      if (!areSeats(seats) || !/^\d+$/.test(id)) return send(res, 400, { error: 'seats' });
      store.hold(id, seats).then(hold => hold
        ? send(res, 201, { hold, expiresIn: 600 }) : send(res, 409, { error: 'seat taken' })).catch(fail);
    });
  }
  if (kind === 'holds' && what === 'confirm' && req.method === 'POST') {
    return store.book(id).then(booking => booking
      ? send(res, 200, { booking }) : send(res, 410, { error: 'expired' })).catch(fail);
  }
  if (kind === 'holds' && req.method === 'DELETE') {
    return store.release(id).then(done => done
      ? send(res, 204) : send(res, 404, { error: 'no such hold' })).catch(fail);
  }
  if (kind === 'shows' && what === 'seats' && req.method === 'GET' && /^\d+$/.test(id)) {
    return store.map(id).then(seats => send(res, 200, { show: id, seats })).catch(fail);
  }
  send(res, 404, { error: 'no such path' });
}

async function main() {
  const store = await (process.env.STORE === 'redis' ? redisStore() : postgresStore());
  const server = http.createServer((req, res) => answer(store, req, res));
  server.keepAliveTimeout = 120000;
  server.listen(+process.env.PORT, '127.0.0.1', 1024, () => console.log('ready'));
}

main();
