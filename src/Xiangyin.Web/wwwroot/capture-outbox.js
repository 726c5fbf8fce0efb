// What a phone keeps of one person, and how it reaches the server. The page and the worker share it.
//
// Records lie in IndexedDB, each with a copy in localStorage; photographs and voice notes lie in the cache storage. So none of the three stores
// can take everything with it when it breaks. Nothing is deleted here before the server has said that it is there.
(() => {
  const STORES = ["drafts", "queue", "sent"];
  const API = "/api/capture";
  const FORMS = `${API}/forms`;
  const OUT = "/capture/signed-out";
  const PATIENCE = { record: 30_000, piece: 120_000 };
  // A record waits this long for its photographs: where the signal is good they are one, where it is weak the record goes ahead.
  const TOGETHER = 5_000;
  const AT_ONCE = 3;
  const KEPT_SENT = 30;

  const request = (r) =>
    new Promise((done, fail) => {
      r.onsuccess = () => done(r.result);
      r.onerror = () => fail(r.error);
    });

  const ended = (t) =>
    new Promise((done, fail) => {
      t.oncomplete = () => done();
      t.onabort = t.onerror = () => fail(t.error);
    });

  function openStores(name) {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => STORES.forEach((s) => opening.result.createObjectStore(s, { keyPath: "id" }));
    return new Promise((done, fail) => {
      opening.onsuccess = () => {
        const db = opening.result;
        db.onversionchange = () => db.close();
        if (STORES.every((s) => db.objectStoreNames.contains(s))) done(db);
        else {
          db.close();
          fail(new Error("stores are missing"));
        }
      };
      opening.onerror = () => fail(opening.error);
      opening.onblocked = () => fail(new Error("blocked"));
    });
  }

  function erase(name) {
    const erasing = indexedDB.deleteDatabase(name);
    return new Promise((done) => {
      erasing.onsuccess = erasing.onerror = erasing.onblocked = () => done();
      setTimeout(done, 3000);
    });
  }

  // ---- what is kept -------------------------------------------------------------------------------------------------

  class Keeping {
    constructor(person) {
      this.person = person;
      this.name = `capture-${person}`;
      this.files = `capture-files-${person}`;
      this.items = Object.fromEntries(STORES.map((s) => [s, new Map()]));
      // Whether the database had to be made anew, and what came back from the copies.
      this.mended = false;
      this.restored = 0;
    }

    static async open(person) {
      const keeping = new Keeping(person);
      try {
        keeping.db = await openStores(keeping.name);
        await keeping.read();
      } catch {
        keeping.mended = true;
        if (keeping.db) keeping.db.close();
        await erase(keeping.name);
        keeping.db = await openStores(keeping.name).catch(() => null);
      }
      await keeping.restore();
      await keeping.tidy();
      return keeping;
    }

    /** Reads what is kept; the worker may have sent some of it. */
    async read() {
      if (!this.db) return;
      const reading = this.db.transaction(STORES);
      const found = await Promise.all(STORES.map((s) => request(reading.objectStore(s).getAll())));
      STORES.forEach((s, i) => (this.items[s] = new Map(found[i].map((item) => [item.id, item]))));
    }

    all(store) {
      return [...this.items[store].values()];
    }

    /** Puts an item into a store, and takes it out of another in the same transaction. */
    async put(store, item, from = null) {
      const copied = store !== "sent" && this.copy(store, item);
      try {
        if (this.db) {
          const writing = this.db.transaction(STORES, "readwrite");
          writing.objectStore(store).put(item);
          if (from) writing.objectStore(from.store).delete(from.id);
          await ended(writing);
        } else if (!copied) throw new Error("nowhere to keep it");
      } catch (error) {
        // The copy alone is enough to keep it: it comes back at the next start.
        if (!copied) throw error;
      }
      this.items[store].set(item.id, item);
      if (from) {
        this.items[from.store].delete(from.id);
        this.uncopy(from.store, from.id);
      }
    }

    async remove(store, id) {
      this.uncopy(store, id);
      this.items[store].delete(id);
      if (!this.db) return;
      const writing = this.db.transaction(store, "readwrite");
      writing.objectStore(store).delete(id);
      await ended(writing);
    }

    copy(store, item) {
      try {
        localStorage.setItem(`${this.name}:${store}:${item.id}`, JSON.stringify(item));
        return true;
      } catch {
        return false;
      }
    }

    uncopy(store, id) {
      if (typeof localStorage !== "undefined") localStorage.removeItem(`${this.name}:${store}:${id}`);
    }

    // Whatever has a copy, and is neither there nor sent, was lost with the database. Sending it once more than needed does no harm.
    async restore() {
      if (typeof localStorage === "undefined") return;
      for (const key of Object.keys(localStorage).filter((k) => k.startsWith(this.name + ":"))) {
        const [, store, id] = key.split(":");
        if (this.items.sent.has(id) || !this.items[store]) {
          localStorage.removeItem(key);
        } else if (!this.items.drafts.has(id) && !this.items.queue.has(id)) {
          try {
            await this.put(store, JSON.parse(localStorage.getItem(key)));
            this.restored++;
          } catch {
            // A copy that is no record any more is left where it is.
          }
        }
      }
    }

    // Photographs that nothing refers to, and all but the newest that was sent.
    async tidy() {
      if (typeof localStorage === "undefined") return;
      const wanted = new Set([...this.all("drafts"), ...this.all("queue")].flatMap((i) => i.files.map((f) => f.hash)));
      const files = await caches.open(this.files);
      for (const kept of await files.keys()) {
        if (!wanted.has(kept.url.split("/").pop())) await files.delete(kept);
      }
      const old = this.all("sent").sort((a, b) => b.sentAt - a.sentAt);
      for (const item of old.slice(KEPT_SENT)) await this.remove("sent", item.id);
    }

    async putFile(hash, blob) {
      await (await caches.open(this.files)).put(`/capture/kept/${hash}`, new Response(blob));
    }

    async file(hash) {
      const kept = await (await caches.open(this.files)).match(`/capture/kept/${hash}`);
      return kept ? kept.blob() : null;
    }

    async dropFiles(item) {
      const others = new Set(
        [...this.all("drafts"), ...this.all("queue")]
          .filter((i) => i.id !== item.id)
          .flatMap((i) => i.files.map((f) => f.hash)),
      );
      const files = await caches.open(this.files);
      for (const f of item.files) if (!others.has(f.hash)) await files.delete(`/capture/kept/${f.hash}`);
    }
  }

  // ---- what is known without signal ---------------------------------------------------------------------------------

  const about = () => caches.open("capture-about");

  async function keptForms() {
    const kept = await (await about()).match(FORMS);
    if (!kept) return null;
    const forms = await kept.json();
    for (const kind of forms.kinds) for (const field of [...kind.dimensions, ...kind.links]) field.values = forms.lists[field.list];
    return { forms, tag: kept.headers.get("ETag"), out: Boolean(await (await about()).match(OUT)) };
  }

  async function signedOut(yes) {
    if (yes) await (await about()).put(OUT, new Response("yes"));
    else await (await about()).delete(OUT);
  }

  /** Asks who one is and what time it is, and fetches the forms if they have changed. */
  async function hello() {
    const asked = Date.now();
    const answer = await ask(`${API}/hello`, {}, PATIENCE.record);
    if (answer.status === 401) {
      await signedOut(true);
      return { out: true };
    }
    if (!answer.ok) throw new Stop("later");
    await signedOut(false);
    const skew = Date.parse(answer.body.now) - (asked + Date.now()) / 2;
    let kept = await keptForms();
    if (!kept || kept.tag !== answer.body.forms) {
      const fresh = await fetch(FORMS, { cache: "no-cache" });
      if (!fresh.ok) throw new Stop("later");
      await (await about()).put(FORMS, fresh);
      kept = await keptForms();
    }
    const { person, now, token } = answer.body;
    return { person, now, skew, token, forms: kept.forms };
  }

  // ---- sending ------------------------------------------------------------------------------------------------------

  /** Why sending pauses: offline, later (the server is busy), signed-out, other-person. */
  class Stop extends Error {
    constructor(why, words = "", after = 0) {
      super(why);
      Object.assign(this, { why, words, after });
    }
  }

  async function ask(url, options, patience) {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), patience);
    try {
      const answer = await fetch(url, { ...options, cache: "no-store", redirect: "manual", signal: giveUp.signal });
      const text = await answer.text();
      let body = null;
      try {
        body = JSON.parse(text);
      } catch {
        // Not from this site: a login page of the network, or a proxy's error.
      }
      if (answer.status === 429) throw new Stop("later", "", Number(answer.headers.get("Retry-After")) * 1000);
      if (!body || answer.status >= 500) throw new Stop("later", body ? body.words : "");
      return { ok: answer.ok, status: answer.status, body };
    } catch (error) {
      throw error instanceof Stop ? error : new Stop("offline");
    } finally {
      clearTimeout(timer);
    }
  }

  async function send(sender, path, headers, content, patience) {
    const who = { "Capture-Person": sender.person, "X-Form-Token": sender.token };
    const answer = await ask(API + path, { method: "POST", headers: { ...headers, ...who }, body: content }, patience);
    if (answer.status === 401) {
      await signedOut(true);
      throw new Stop("signed-out");
    }
    if (answer.status === 403) throw new Stop(answer.body.rule || "may-not-record", answer.body.words);
    if (answer.body.error) throw new Stop("later");
    return answer;
  }

  /** Sends what is still to come of an item's files. True when none is left that can be sent. */
  async function sendFiles(keeping, item, met) {
    for (const file of item.files.filter((f) => !f.done && !f.refused)) {
      const content = await keeping.file(file.hash);
      if (!content) {
        file.lost = true;
        continue;
      }
      let offset = file.offset < content.size ? file.offset : 0;
      let damaged = 0;
      while (!file.done && !file.refused) {
        const answer = await send(
          met,
          `/files/${file.hash}`,
          { "Content-Type": "application/octet-stream", "Upload-Offset": offset, "Upload-Length": content.size },
          content.slice(offset, offset + met.forms.chunk),
          PATIENCE.piece,
        );
        if (answer.ok) {
          file.done = answer.body.here;
          file.offset = offset = answer.body.offset;
        } else if (answer.body.offset !== undefined && (answer.body.rule !== "damaged" || damaged++ < 2)) {
          // What the server has of it is less or more than was thought here.
          file.offset = offset = answer.body.offset;
        } else {
          file.refused = answer.body.words;
        }
      }
      await keeping.put("queue", item);
    }
    return item.files.every((f) => f.done);
  }

  async function sendItem(keeping, item, met) {
    const files = sendFiles(keeping, item, met).catch((error) => error);
    await Promise.race([files, new Promise((done) => setTimeout(done, TOGETHER))]);
    if (!item.received) {
      const answer = await send(
        met,
        "/records",
        { "Content-Type": "application/json" },
        JSON.stringify({
          id: item.id,
          kind: item.kind,
          fields: item.fields,
          files: item.files.filter((f) => !f.refused).map(({ hash, shows, name }) => ({ hash, shows, name })),
          capturedAt: new Date(item.capturedAt).toISOString(),
          heard: item.heard,
          corrects: item.corrects,
          base: item.base,
          why: item.why,
        }),
        PATIENCE.record,
      );
      if (!answer.ok) {
        refuse(item, answer);
        if (item.state === "conflict" && !item.corrects) {
          // Its id stands for something else: this copy goes on under a new one.
          await keeping.put("queue", { ...item, id: newId(), was: item.id }, { store: "queue", id: item.id });
        } else await keeping.put("queue", item);
        return;
      }
      item.received = { version: answer.body.version, state: answer.body.state };
      for (const f of item.files) f.done = !answer.body.wanted.includes(f.hash) && !f.refused;
      await keeping.put("queue", item);
    }
    const stopped = await files;
    if (stopped instanceof Error) throw stopped;
    if (!(await sendFiles(keeping, item, met))) {
      item.state = "ask";
      await keeping.put("queue", item);
      return;
    }
    const { id, kind, fields, title, corrects, received } = item;
    await keeping.put("sent", { id, kind, fields, title, record: corrects || id, received, sentAt: Date.now() }, { store: "queue", id });
    await keeping.dropFiles(item);
  }

  function refuse(item, answer) {
    item.state = answer.status === 409 ? "conflict" : "refused";
    item.said = answer.body.words;
    item.problems = answer.body.problems || [];
    item.theirs = answer.body.theirs;
  }

  // A phone's clock may be wrong. Where the day of a record came from it, the person is asked before anything is sent.
  const HALF_DAY = 12 * 3600 * 1000;

  function doubtsDay(item, now, skew) {
    if (!item.dayFromClock || item.dayChecked) return false;
    const wrongNow = Math.abs(skew) > HALF_DAY;
    return wrongNow || item.capturedAt > now + HALF_DAY || item.capturedAt < item.heardAt - HALF_DAY;
  }

  /** Sends everything that can be sent; one sender at a time on a phone. */
  async function run(keeping, told = () => {}) {
    const work = async () => {
      const met = await hello();
      if (met.out) return { why: "signed-out" };
      if (met.person !== keeping.person) return { why: "other-person", met };
      await keeping.read();
      told(met);
      const waiting = keeping
        .all("queue")
        .filter((i) => i.state === "queued")
        .sort((a, b) => a.capturedAt - b.capturedAt);
      let stopped = null;
      const next = async () => {
        for (let item; !stopped && (item = waiting.shift()); ) {
          try {
            if (doubtsDay(item, Date.parse(met.now), met.skew)) {
              item.state = "day";
              item.skew = Math.abs(met.skew) > HALF_DAY ? met.skew : 0;
              await keeping.put("queue", item);
            } else await sendItem(keeping, item, met);
          } catch (error) {
            if (!(error instanceof Stop)) throw error;
            stopped = stopped || error;
          }
          told(met);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, next));
      return stopped ? { why: stopped.why, words: stopped.words, after: stopped.after, met } : { why: "done", met };
    };
    try {
      return navigator.locks ? await navigator.locks.request("capture-outbox", work) : await work();
    } catch (error) {
      if (error instanceof Stop) return { why: error.why, words: error.words, after: error.after };
      throw error;
    }
  }

  /** A UUIDv7. */
  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    let now = Date.now();
    for (let i = 5; i >= 0; i--, now = Math.floor(now / 256)) bytes[i] = now % 256;
    bytes[6] = (bytes[6] & 15) | 112;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  }

  self.outbox = { Keeping, keptForms, hello, run, newId };
})();
