// Keeps the capture page with its parts for where there is no signal, and sends what waits when the browser says that there is one again.
importScripts("/capture-outbox.js");
const KEPT = "capture-page";
const PAGE = "/capture";
const PATIENCE = 3000;

self.addEventListener("install", (event) => event.waitUntil(refresh().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (event.request.mode === "navigate" && url.pathname === PAGE) {
    event.respondWith(page(event));
  } else if (/\.(js|css|svg|png|webmanifest)$/.test(url.pathname)) {
    event.respondWith(caches.match(event.request).then((kept) => kept || fetch(event.request)));
  }
});

// The newest page where the signal is good, the kept one where it is weak or gone.
async function page(event) {
  const fresh = fetch(event.request).then(async (answer) => {
    if (answer.ok && !answer.redirected) await keep(answer.clone()).catch(() => {});
    return answer;
  });
  event.waitUntil(fresh.catch(() => {}));
  const kept = await caches.match(PAGE);
  if (!kept) return fresh;
  const waited = new Promise((done) => setTimeout(() => done(kept), PATIENCE));
  return Promise.race([fresh.catch(() => kept), waited]).then((answer) => (answer.status >= 500 ? kept : answer));
}

async function refresh() {
  const answer = await fetch(PAGE, { cache: "no-cache" });
  if (answer.ok && !answer.redirected) await keep(answer);
}

// A page is kept only together with every part that it names, and replaces the one before at once: no half of an update is ever shown.
async function keep(answer) {
  const html = await answer.clone().text();
  const named = [...html.matchAll(/(?:href|src)="(\/[^"]+\.(?:js|css|svg|png|webmanifest))"/g)].map((m) => m[1]);
  const cache = await caches.open(KEPT);
  const missing = [];
  for (const part of named) if (!(await cache.match(part))) missing.push(part);
  await cache.addAll(missing);
  await cache.put(PAGE, answer);
  const wanted = new Set([PAGE, ...named]);
  for (const kept of await cache.keys()) if (!wanted.has(new URL(kept.url).pathname)) await cache.delete(kept);
}

self.addEventListener("sync", (event) => event.waitUntil(sendAll()));

// A page that somebody looks at sends by itself and shows how it goes.
async function sendAll() {
  const pages = await self.clients.matchAll({ type: "window" });
  if (pages.some((p) => new URL(p.url).pathname === PAGE && p.visibilityState === "visible")) return;
  const known = await self.outbox.keptForms();
  if (!known || known.out) return;
  const keeping = await self.outbox.Keeping.open(known.forms.person);
  const { why } = await self.outbox.run(keeping);
  if (why === "offline" || why === "later") throw new Error(why);
}
