// Records what happened where it happened: one question at a time, with or without signal.
const { Keeping, keptForms, hello, run, newId } = self.outbox;
const HALF_DAY = 12 * 3600 * 1000;
const LONG_EDGE = 1600;
const VOICE_LIMIT = 120_000;
const LARGEST = 20 << 20;
const main = document.querySelector("#main");
const words = new Map([...document.querySelectorAll("#words li")].map((w) => [w.dataset.name, w.textContent]));

let forms = null;
let keeping = null;
let status = "starting";
let said = "";
let signedOut = false;
let problems = [];
let notice = "";

// ---- words and elements -----------------------------------------------------------------------------------------------

// "{0}", and "{0:photo/photos}" by number, as on the server.
function say(name, ...values) {
  return (words.get(name) || name).replace(/\{(\d)(?::([^/}]*)\/([^}]*))?\}/g, (_, i, one, many) =>
    one === undefined ? values[i] : values[i] === 1 ? one : many,
  );
}

function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.flat(9).filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}

const button = (name, act, props) => h("button", { type: "button", ...props, onclick: act }, name);
const link = (name, href, props) => h("a", { href, ...props }, name);

function show(...content) {
  main.replaceChildren(...content.flat(9).filter(Boolean));
  const heading = main.querySelector("h1");
  document.title = `${heading ? heading.textContent : say("new")} · ${document.querySelector(".brand").textContent}`;
}

// ---- days -------------------------------------------------------------------------------------------------------------

// The phone's clock is only a claim: what the server last said corrects it where it is plainly wrong.
const heard = () => JSON.parse(localStorage.getItem("capture-clock") || '{"now":0,"skew":0}');
const now = () => Date.now() + (Math.abs(heard().skew) > HALF_DAY ? heard().skew : 0);
const clockIsBehind = () => now() < heard().now - HALF_DAY;
const dayOf = (instant) => new Date(instant + 8 * 3600 * 1000).toISOString().slice(0, 10);
const dayBefore = (days) => dayOf(now() - days * 86_400_000);

function dayInWords(day) {
  const date = new Date(`${day}T00:00:00Z`);
  if (isNaN(date)) return day;
  const format = { year: "numeric", month: "long", day: "numeric", weekday: "long", timeZone: "UTC" };
  return new Intl.DateTimeFormat(document.documentElement.lang, format).format(date);
}

// ---- start ------------------------------------------------------------------------------------------------------------

async function start() {
  if (!("caches" in self) || !self.crypto.subtle || !self.indexedDB) {
    show(h("h1", null, say("new")), h("p", null, say("insecure")), h("p", null, link(say("desk"), "/records/new", { class: "btn go" })));
    return;
  }
  const kept = await keptForms();
  if (kept) await become(kept.forms, kept.out);
  else {
    show(h("h1", null, say("new")), h("p", null, say("starting")));
    const met = await hello().catch(() => null);
    if (met && met.forms) {
      hear(met);
      await become(met.forms, false);
    } else {
      signedOut = Boolean(met);
      show(h("h1", null, say("new")), h("p", null, say(met ? "first.sign-in" : "first")), met && signIn());
      return;
    }
  }
  register();
  send();
}

async function become(person, out) {
  forms = person;
  signedOut = out;
  notice = "";
  keeping = await Keeping.open(forms.person);
  document.querySelector("#who").textContent = `${forms.place}　${forms.name}`;
  render();
}

function hear(met) {
  if (met.now) localStorage.setItem("capture-clock", JSON.stringify({ now: Date.parse(met.now), skew: met.skew }));
}

async function register() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/capture-worker.js", { scope: "/capture" }).catch(() => {});
}

// ---- sending ----------------------------------------------------------------------------------------------------------

let sending = null;
let timer = 0;
let failures = 0;

function send() {
  clearTimeout(timer);
  if (!keeping) return;
  sending = sending || deliver().finally(() => (sending = null));
}

async function deliver() {
  setStatus("sending");
  const ours = keeping;
  const before = waiting();
  let drawn = 0;
  const result = await run(ours, (met) => {
    hear(met);
    if (ours === keeping) forms = met.forms;
    if (Date.now() - drawn > 300) (drawn = Date.now()), setStatus("sending");
  });
  said = result.words || "";
  if (result.met) hear(result.met);
  if (result.why === "other-person" && result.met) {
    // Somebody else has signed in on this phone: what is theirs is shown, what waits for the other person stays unseen.
    await become(result.met.forms, false);
    setTimeout(send);
    return;
  }
  const wasOut = signedOut;
  signedOut = result.why === "signed-out" || result.why === "other-person";
  failures = result.why === "done" || waiting() < before ? 0 : failures + 1;
  setStatus(result.why);
  // What is being written or chosen is not disturbed.
  if (isHome() || location.hash.startsWith("#item/") || wasOut !== signedOut) render();
  if (result.why === "offline" || result.why === "later") {
    const pause = Math.min(5000 * 2 ** failures, 600_000) * (0.75 + Math.random() / 2);
    timer = setTimeout(send, Math.max(pause, result.after || 0));
  } else if (keeping.all("queue").some((i) => i.state === "queued")) timer = setTimeout(send, 1000);
}

// Once nobody looks at the page any more, the browser may send what waits, where it can.
function askForSync() {
  if (!navigator.serviceWorker || !keeping) return;
  navigator.serviceWorker.ready.then((r) => r.sync && waiting() && r.sync.register("outbox")).catch(() => {});
}

const waiting = () => keeping.all("queue").length;
const isHome = () => location.hash.length < 2;

function setStatus(why) {
  status = why;
  const bar = document.querySelector("#state");
  const text = signedOut ? "signed-out" : why;
  const left = waiting();
  bar.replaceChildren(
    h("span", null, text === "done" ? say(left ? "state.waits" : "state.done") : said && text === "later" ? said : say(`state.${text}`)),
    left ? h("b", null, say("state.left", left)) : "",
  );
  if (isHome() && !signedOut) {
    const list = document.querySelector("#waiting");
    if (list) list.replaceWith(queueList());
  }
}

// ---- pages ------------------------------------------------------------------------------------------------------------

function render() {
  if (!keeping) return;
  const [view, id, step] = location.hash.slice(1).split("/");
  if (signedOut) showSignedOut();
  else if (view === "new") showKinds(forms.groups.find((g) => g.id === id));
  else if (view === "draft" && keeping.items.drafts.has(id)) showStep(keeping.items.drafts.get(id), Number(step) || 0);
  else if (view === "item" && keeping.items.queue.has(id)) showItem(keeping.items.queue.get(id));
  else if (view === "sent" && keeping.items.sent.has(id)) showSent(keeping.items.sent.get(id));
  else showHome();
  scrollTo(0, 0);
}

function go(hash) {
  if (location.hash === hash || (hash === "#" && isHome())) render();
  else location.hash = hash;
  main.focus();
}

function signIn() {
  return h("p", null, link(say("sign-in"), main.dataset.signIn, { class: "btn go" }));
}

function showSignedOut() {
  const left = waiting();
  show(
    h("h1", null, say("signed-out.title")),
    h("p", null, said || say("state.signed-out")),
    h("p", null, say("signed-out.who", forms.name)),
    left ? h("p", null, h("b", null, say("signed-out.left", left))) : null,
    signIn(),
  );
}

function showHome() {
  const drafts = keeping.all("drafts").sort((a, b) => b.capturedAt - a.capturedAt);
  const sent = keeping.all("sent").sort((a, b) => b.sentAt - a.sentAt).slice(0, 10);
  const others = Object.keys(localStorage).some((k) => k.includes(":queue:") && !k.startsWith(keeping.name));
  show(
    h("h1", null, say("new")),
    notice ? h("p", { class: "note", role: "status" }, notice) : null,
    keeping.mended || keeping.restored ? h("p", { class: "note", role: "status" }, say("mended", keeping.restored)) : null,
    clockIsBehind() ? h("p", { class: "note" }, say("clock.behind", dayInWords(dayOf(Date.now())))) : null,
    forms.kinds.length
      ? [h("p", { class: "soft" }, say("lead")), h("p", null, link(say("begin"), "#new", { class: "btn go" }))]
      : h("p", null, say("kinds.none")),
    drafts.length ? [h("h2", null, say("drafts")), h("ul", { class: "plain" }, drafts.map((d) => entry(`#draft/${d.id}/0`, titleOf(d), say("draft.go-on"))))] : null,
    queueList(),
    sent.length ? [h("h2", null, say("sent")), h("ul", { class: "plain" }, sent.map((s) => entry(`#sent/${s.id}`, s.title, s.received.state)))] : null,
    others ? h("p", { class: "soft" }, say("others")) : null,
  );
}

function queueList() {
  const queue = keeping.all("queue").sort((a, b) => a.capturedAt - b.capturedAt);
  return h(
    "section",
    { id: "waiting" },
    queue.length
      ? [
          h("h2", null, say("queue", queue.length)),
          h("ul", { class: "plain" }, queue.slice(0, 50).map((i) => entry(`#item/${i.id}`, i.title, stateOf(i), i.state !== "queued"))),
          queue.length > 50 ? h("p", { class: "soft" }, say("queue.more", queue.length - 50)) : null,
        ]
      : null,
  );
}

const entry = (href, title, state, urgent) =>
  h("li", null, link(title, href), h("span", { class: urgent ? "tag strong" : "tag" }, state));

function stateOf(item) {
  if (item.state !== "queued") return say(`item.${item.state}`);
  const left = item.files.filter((f) => !f.done).length;
  return item.received ? say("item.received", left) : left ? say("item.waits.files", left) : say("item.waits");
}

function showKinds(group) {
  const used = JSON.parse(localStorage.getItem(keeping.name + ":kinds") || "[]");
  const list = (kinds) => h("ul", { class: "choices" }, kinds.map((k) => h("li", null, button([h("b", null, k.name), h("span", null, k.help)], () => begin(k)))));
  if (group) {
    show(h("h1", null, group.name), list(forms.kinds.filter((k) => k.group === group.id)), h("p", null, link(say("before"), "#new")));
    return;
  }
  const often = used.map((id) => forms.kinds.find((k) => k.id === id)).filter(Boolean);
  const groups = forms.groups.map((g) => ({ ...g, kinds: forms.kinds.filter((k) => k.group === g.id) })).filter((g) => g.kinds.length);
  show(
    h("h1", null, say("which")),
    often.length ? [h("h2", null, say("often")), list(often), h("h2", null, say("by-group"))] : null,
    h("ul", { class: "choices" }, groups.map((g) => h("li", null, button([h("b", null, g.name), h("span", null, g.kinds.map((k) => k.name).join("、"))], () => go(`#new/${g.id}`))))),
    h("p", null, link(say("back"), "#")),
  );
}

async function begin(kind) {
  const used = JSON.parse(localStorage.getItem(keeping.name + ":kinds") || "[]");
  localStorage.setItem(keeping.name + ":kinds", JSON.stringify([kind.id, ...used.filter((k) => k !== kind.id)].slice(0, 4)));
  const unit = kind.units.includes(forms.unit) ? forms.unit : kind.units[0];
  const draft = {
    id: newId(),
    kind: kind.id,
    fields: { unit: [String(unit)] },
    files: [],
    capturedAt: Date.now(),
    heardAt: heard().now,
    heard: forms.heard,
  };
  if (!kind.ahead && !clockIsBehind()) setDay(draft, dayBefore(0), true);
  if (await keep(draft)) go(`#draft/${draft.id}/0`);
}

function setDay(draft, day, fromClock) {
  draft.fields.on = [day];
  draft.dayFromClock = fromClock;
}

async function keep(draft) {
  try {
    await keeping.put("drafts", draft);
    return true;
  } catch {
    main.prepend(h("p", { class: "problems", role: "alert" }, say("full.draft")));
    return false;
  }
}

const titleOf = (draft) => value(draft, "title") || suggested(draft) || kindOf(draft).name;
const kindOf = (item) => forms.kinds.find((k) => k.id === item.kind) || { id: item.kind, name: item.kind, units: [], measures: [], dimensions: [], roles: [], links: [], evidence: [] };
const value = (draft, field) => (draft.fields[field] || [""])[0];

// A line by which the record is known again, so that nobody has to make one up.
function suggested(draft) {
  const kind = kindOf(draft);
  if (kind.titled) return "";
  const chosen = kind.dimensions.map((d) => (d.values.find((v) => v.id === value(draft, `dimension.${d.id}`)) || {}).name).filter(Boolean);
  return [kind.name, ...chosen.slice(0, 1)].join("：");
}

// ---- one question at a time -------------------------------------------------------------------------------------------

function stepsOf(draft) {
  const kind = kindOf(draft);
  const required = (fields, prefix, make) => fields.filter((f) => f.required).map((f) => ({ field: `${prefix}.${f.id}`, label: f.name, make: () => make(draft, `${prefix}.${f.id}`, f) }));
  return [
    ...(kind.units.length > 1 ? [{ field: "unit", label: say("unit"), make: () => unitControl(draft, kind) }] : []),
    { field: "on", label: say(kind.spans ? "day.first" : "day"), make: () => dayControl(draft, kind) },
    ...required(kind.dimensions, "dimension", choice),
    ...required(kind.measures, "measure", number),
    ...required(kind.roles, "role", people),
    ...kind.links.map((l) => ({ field: `link.${l.id}`, label: l.name, make: () => choice(draft, `link.${l.id}`, { ...l, required: true }) })),
    ...(draft.corrects ? [] : kind.evidence.map((s) => ({ field: `evidence.${s.id}`, label: s.name, optional: true, make: () => files(draft, s) }))),
    { field: "last", label: say(draft.corrects ? "last.correct" : "last"), make: () => last(draft, kind) },
  ];
}

function showStep(draft, at) {
  const steps = stepsOf(draft);
  const step = steps[Math.min(at, steps.length - 1)];
  const isLast = step.field === "last";
  const wrong = isLast ? problems : problems.filter((p) => p.field === step.field);
  const form = h(
    "form",
    {
      novalidate: true,
      onsubmit: (e) => {
        e.preventDefault();
        problems = isLast ? check(draft, steps) : check(draft, [step]);
        if (problems.length) showStep(draft, at);
        else if (isLast) save(draft);
        else go(`#draft/${draft.id}/${at + 1}`);
      },
    },
    wrong.length ? h("div", { class: "problems", role: "alert", id: "wrong" }, wrong.map((p) => h("p", null, p.label ? `${p.label}：${p.words}` : p.words))) : null,
    step.make(),
    h("p", { class: "next" }, h("button", { class: "go" }, say(isLast ? "save" : step.optional && !draft.files.some((f) => `evidence.${f.shows}` === step.field) ? "skip" : "next"))),
  );
  show(
    h("p", { class: "crumbs" }, `${kindOf(draft).name}　${say("step", at + 1, steps.length)}`),
    h("h1", { id: "question" }, step.label),
    form,
    h(
      "p",
      { class: "actions" },
      at ? link(say("before"), `#draft/${draft.id}/${at - 1}`) : link(say("later"), "#"),
      isLast ? button(say("throw"), () => discard(draft)) : null,
    ),
  );
}

function check(draft, steps) {
  const found = [];
  const kind = kindOf(draft);
  for (const step of steps) {
    const add = (w) => found.push({ field: step.field, label: steps.length > 1 ? step.label : "", words: w });
    const given = value(draft, step.field).trim();
    if (step.field === "on") {
      if (!given) add(say("need.day"));
      else if (!kind.ahead && given > dayBefore(0) && !clockIsBehind()) add(say("need.past", dayInWords(given)));
      const until = value(draft, "until");
      if (given && until && until < given) add(say("need.order"));
    } else if (step.field.startsWith("measure.")) {
      const none = value(draft, step.field.replace("measure", "approximation")) === "None";
      if (!given && !none) add(say("need.number"));
      else if (given && !isNumber(given)) add(say("need.digits", given));
    } else if (step.field === "last") {
      if (!kind.titled && !value(draft, "title").trim()) add(say("need.title"));
      if (draft.corrects && !(draft.why || "").trim()) add(say("need.why"));
      for (const m of kind.measures.filter((x) => !x.required)) {
        const typed = value(draft, `measure.${m.id}`).trim();
        if (typed && !isNumber(typed)) add(`${m.name}：${say("need.digits", typed)}`);
      }
    } else if (!step.optional && !given) add(say("need.choice"));
  }
  return found;
}

const isNumber = (typed) => /^\d[\d,]*(\.\d+)?[万萬千]?$/.test(typed.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/\s/g, ""));

let writing = 0;
function set(draft, field, ...values) {
  draft.fields[field] = values;
  clearTimeout(writing);
  writing = setTimeout(() => keeping.items.drafts.has(draft.id) && keep(draft), 200);
}

addEventListener("pagehide", () => keeping && location.hash.startsWith("#draft/") && keeping.all("drafts").forEach((d) => keeping.copy("drafts", d)));

const described = () => (problems.length ? { "aria-describedby": "wrong", "aria-invalid": "true" } : {});

function unitControl(draft, kind) {
  return choice(draft, "unit", { values: kind.units.map((u) => ({ id: String(u), name: (forms.units.find((x) => x.id === u) || {}).name })) });
}

function dayControl(draft, kind) {
  const chosen = value(draft, "on");
  const near = kind.ahead || clockIsBehind() ? [] : ["today", "yesterday", "before-yesterday"];
  const other = h("input", { type: "date", id: "on", value: chosen, "aria-label": say("day.other"), ...described(), onchange: (e) => pick(e.target.value, false) });
  const pick = (day, fromClock) => {
    draft.dayFromClock = fromClock;
    set(draft, "on", day);
    other.value = day;
    for (const radio of main.querySelectorAll("[name=near]")) radio.checked = radio.value === day;
  };
  return [
    h(
      "fieldset",
      { class: "options", "aria-labelledby": "question" },
      near.map((name, i) => {
        const day = dayBefore(i);
        return h("label", null, h("input", { type: "radio", name: "near", value: day, checked: day === chosen, onchange: () => pick(day, true) }), h("span", null, h("b", null, say(`day.${name}`)), ` ${dayInWords(day)}`));
      }),
      h("label", { class: "under" }, h("span", null, say("day.other")), other),
      kind.spans ? h("label", { class: "under" }, h("span", null, say("day.until")), h("input", { type: "date", value: value(draft, "until"), onchange: (e) => set(draft, "until", e.target.value) })) : null,
    ),
  ];
}

function choice(draft, field, { values, name, required = true }) {
  if (!values.length) return h("p", null, say("nothing-to-choose"));
  return h(
    "fieldset",
    { class: "options", ...(required ? { "aria-labelledby": "question" } : { "aria-label": name }) },
    values.map((v) => h("label", null, h("input", { type: "radio", name: field, value: v.id, checked: value(draft, field) === v.id, onchange: () => set(draft, field, v.id) }), h("span", null, v.name))),
  );
}

function number(draft, field, measure) {
  const how = field.replace("measure", "approximation");
  return h(
    "div",
    { class: "amount" },
    h("span", null, h("input", { inputmode: "decimal", autocomplete: "off", "aria-label": measure.name, value: value(draft, field), ...(measure.required ? described() : {}), oninput: (e) => set(draft, field, e.target.value) }), ` ${measure.unit}`),
    kindOf(draft).ahead
      ? null
      : h("select", { "aria-label": say("how-sure", measure.name), onchange: (e) => set(draft, how, e.target.value) }, forms.approximations.map((a) => h("option", { value: a.id, selected: (value(draft, how) || "Exact") === a.id }, a.name))),
  );
}

function people(draft, field, role) {
  if (!role.many) {
    return h("select", { "aria-label": role.name, onchange: (e) => set(draft, field, ...(e.target.value ? [e.target.value] : [])) }, h("option", { value: "" }, say("choose")), forms.people.map((p) => h("option", { value: p.id, selected: value(draft, field) === p.id }, p.name)));
  }
  const chosen = new Set(draft.fields[field]);
  const tick = (id, yes) => {
    if (yes) chosen.add(id);
    else chosen.delete(id);
    set(draft, field, ...chosen);
  };
  return h("fieldset", { class: "options", "aria-label": role.name }, forms.people.map((p) => h("label", null, h("input", { type: "checkbox", checked: chosen.has(p.id), onchange: (e) => tick(p.id, e.target.checked) }), h("span", null, p.name))));
}

// What is asked last can be left empty, save for the line by which the record is known again.
function last(draft, kind) {
  if (!draft.fields.title && suggested(draft)) set(draft, "title", suggested(draft));
  const optional = (fields, prefix, make) => fields.filter((f) => !f.required).map((f) => h("div", { class: "field" }, h("p", { class: "asked" }, f.name), make(draft, `${prefix}.${f.id}`, f)));
  const line = (field, label) => h("label", { class: "under" }, h("span", null, label), h("input", { type: "text", value: value(draft, field), maxlength: 120, oninput: (e) => set(draft, field, e.target.value) }));
  return [
    summary(draft, kind),
    kind.titled ? null : line("title", say("title")),
    draft.corrects ? h("label", { class: "under" }, h("span", null, say("why")), h("input", { type: "text", value: draft.why || "", oninput: (e) => ((draft.why = e.target.value), set(draft, "title", value(draft, "title"))) })) : null,
    h(
      "details",
      { class: "more" },
      h("summary", null, say("more")),
      optional(kind.dimensions, "dimension", (d, f, x) => choice(d, f, { ...x, required: false })),
      optional(kind.measures, "measure", number),
      optional(kind.roles, "role", people),
      kind.place ? line("place", say("place")) : null,
      h("label", { class: "under" }, h("span", null, say("text")), h("textarea", { rows: 4, oninput: (e) => set(draft, "text", e.target.value) }, value(draft, "text"))),
    ),
  ];
}

function factsOf(item) {
  const kind = kindOf(item);
  const measure = (m) => {
    const how = value(item, `approximation.${m.id}`);
    const sure = how && how !== "Exact" ? (forms.approximations.find((a) => a.id === how) || {}).name + " " : "";
    return value(item, `measure.${m.id}`) || sure ? `${sure}${value(item, `measure.${m.id}`)} ${m.unit}` : "";
  };
  const until = value(item, "until");
  return [
    [say("day"), value(item, "on") ? dayInWords(value(item, "on")) + (until ? ` – ${dayInWords(until)}` : "") : ""],
    ...(kind.units.length > 1 ? [[say("unit"), (forms.units.find((u) => String(u.id) === value(item, "unit")) || {}).name]] : []),
    ...kind.dimensions.map((d) => [d.name, (d.values.find((v) => v.id === value(item, `dimension.${d.id}`)) || {}).name]),
    ...kind.measures.map((m) => [m.name, measure(m)]),
    ...kind.roles.map((r) => [r.name, (item.fields[`role.${r.id}`] || []).map((id) => (forms.people.find((p) => p.id === id) || {}).name).join("、")]),
    ...kind.links.map((l) => [l.name, (l.values.find((v) => v.id === value(item, `link.${l.id}`)) || {}).name]),
    [say("place"), value(item, "place")],
    [say("text"), value(item, "text")],
    [say("files"), item.files && item.files.length ? say("files.count", item.files.length) : ""],
  ].filter(([, text]) => text);
}

const facts = (pairs) => h("dl", { class: "facts" }, pairs.map(([label, text]) => [h("dt", null, label), h("dd", null, text)]));
const summary = (item) => facts(factsOf(item));

async function save(draft) {
  clearTimeout(writing);
  const item = { ...draft, title: titleOf(draft), state: "queued", said: "", problems: [], received: null };
  try {
    await keeping.put("queue", item, { store: "drafts", id: draft.id });
  } catch {
    problems = [{ field: "last", words: say("full.draft") }];
    render();
    return;
  }
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
  notice = say("saved", item.title);
  go("#");
  failures = 0;
  send();
}

async function discard(draft) {
  if (!confirm(say("throw.sure", titleOf(draft)))) return;
  clearTimeout(writing);
  await keeping.remove("drafts", draft.id);
  await keeping.dropFiles(draft);
  go("#");
}

// ---- photographs and voice --------------------------------------------------------------------------------------------

function files(draft, slot) {
  const here = draft.files.filter((f) => f.shows === slot.id);
  const wanted = slot.enough - here.length;
  const note = h("p", { role: "alert", class: "error", hidden: true });
  const take = async (input) => {
    const chosen = [...input.files].slice(0, wanted);
    input.value = "";
    await addFiles(draft, slot, note, chosen.map((file) => () => smaller(file)));
  };
  const picker = (name, props) => h("label", { class: "btn" }, name, h("input", { type: "file", accept: "image/*", class: "unseen", ...props, onchange: (e) => take(e.target) }));
  return [
    note,
    h("ul", { class: "shots" }, here.map((f, i) => shot(draft, f, i))),
    wanted > 0
      ? h("div", { class: "pickers" }, picker(say("camera"), { capture: "environment" }), picker(say("album"), { multiple: wanted > 1 }), voice(draft, slot, note))
      : h("p", { class: "enough" }, say("enough")),
    h("p", { class: "soft" }, say("photo.hint")),
  ];
}

function shot(draft, file, i) {
  const image = file.type.startsWith("image/") ? h("img", { alt: say("photo.nth", i + 1) }) : h("audio", { controls: true, "aria-label": say("voice.nth", i + 1) });
  keeping.file(file.hash).then((blob) => {
    if (!blob) return;
    image.src = URL.createObjectURL(blob);
    image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  });
  return h("li", null, image, button(say("remove"), async () => {
    draft.files = draft.files.filter((f) => f !== file);
    await keep(draft);
    await keeping.dropFiles({ id: "", files: [file] });
    render();
  }, { "aria-label": say("remove.nth", i + 1) }));
}

async function addFiles(draft, slot, note, makers) {
  const tell = (text) => ((note.textContent = text), (note.hidden = false));
  const wrong = [];
  for (const make of makers) {
    try {
      const { blob, name } = await make();
      const hash = await hashOf(blob);
      if (draft.files.some((f) => f.hash === hash)) {
        wrong.push(say("photo.same"));
        continue;
      }
      await keeping.putFile(hash, blob);
      draft.files.push({ hash, name, shows: slot.id, type: blob.type, size: blob.size });
      await keep(draft);
    } catch (error) {
      wrong.push(error instanceof Unfit ? error.message : say(error.name === "QuotaExceededError" ? "full.photo" : "photo.failed"));
    }
  }
  if (location.hash.startsWith("#draft/")) render();
  const fresh = main.querySelector("form .error[role=alert]");
  if (wrong.length && fresh) ((note = fresh), tell(wrong.join(" ")));
}

class Unfit extends Error {}

// A picture is drawn anew, smaller: nothing of where or with what it was taken is left in it.
async function smaller(file) {
  if (file.type.startsWith("video/")) throw new Unfit(say("photo.video", Math.ceil(file.size / 1048576)));
  if (file.size > 8 * LARGEST) throw new Unfit(say("photo.large", Math.ceil(file.size / 1048576)));
  const picture = await decode(file).catch(() => {
    throw new Unfit(say("photo.unreadable", file.name));
  });
  const scale = Math.min(1, LONG_EDGE / Math.max(picture.width, picture.height));
  const canvas = h("canvas", { width: Math.max(1, Math.round(picture.width * scale)), height: Math.max(1, Math.round(picture.height * scale)) });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
  if (!blob) throw new Unfit(say("photo.unreadable", file.name));
  return { blob, name: file.name.replace(/\.\w+$/, "") + ".jpg" };
}

function decode(file) {
  if (self.createImageBitmap) return createImageBitmap(file);
  const image = new Image();
  image.src = URL.createObjectURL(file);
  return new Promise((done, fail) => ((image.onload = () => done(image)), (image.onerror = fail)));
}

async function hashOf(blob) {
  const digest = await crypto.subtle.digest("SHA-256", await new Response(blob).arrayBuffer());
  return [...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, "0")).join("");
}

function voice(draft, slot, note) {
  if (!self.MediaRecorder || !navigator.mediaDevices) return null;
  let recorder = null;
  const speak = button(say("voice"), async () => {
    if (recorder) return recorder.stop();
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const type = ["audio/webm;codecs=opus", "audio/mp4"].find((t) => MediaRecorder.isTypeSupported(t));
      recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 24_000 });
      const parts = [];
      recorder.ondataavailable = (e) => parts.push(e.data);
      recorder.onstop = () => {
        stream.getTracks().forEach((track) => track.stop());
        const plain = type.split(";")[0];
        addFiles(draft, slot, note, [async () => ({ blob: new Blob(parts, { type: plain }), name: `${say("voice.name")}.${plain === "audio/mp4" ? "m4a" : "webm"}` })]);
      };
      recorder.start();
      speak.textContent = say("voice.stop");
      setTimeout(() => recorder.state === "recording" && recorder.stop(), VOICE_LIMIT);
    } catch {
      recorder = null;
      note.textContent = say("voice.failed");
      note.hidden = false;
    }
  });
  return speak;
}

// ---- what waits and what was sent -------------------------------------------------------------------------------------

function showItem(item) {
  const change = async (changes) => {
    await keeping.put("queue", { ...item, ...changes });
    go("#");
    send();
  };
  const edit = async () => {
    problems = (item.problems || []).map((p) => ({ field: p.field, label: labelOf(item, p.field), words: p.words }));
    await keeping.put("drafts", { ...item, state: undefined }, { store: "queue", id: item.id });
    go(`#draft/${item.id}/${stepsOf(item).length - 1}`);
  };
  const drop = async () => {
    if (!confirm(say("throw.sure", item.title))) return;
    await keeping.remove("queue", item.id);
    await keeping.dropFiles(item);
    go("#");
  };
  const bad = item.files.filter((f) => f.lost || f.refused);
  const ways = {
    queued: () => [item.received ? null : button(say("item.edit"), edit), button(say("item.now"), () => (go("#"), send()), { class: "go" })],
    refused: () => [button(say("item.edit"), edit, { class: "go" }), button(say("throw"), drop)],
    day: () => {
      const right = item.skew ? dayOf(Date.parse(value(item, "on")) + Math.round(item.skew / 86_400_000) * 86_400_000) : "";
      const input = h("input", { type: "date", value: right, "aria-label": say("day.other") });
      const take = (day) => day && change({ state: "queued", dayChecked: true, fields: { ...item.fields, on: [day] } });
      return [
        right ? button(say("day.right", dayInWords(right)), () => take(right), { class: "go" }) : null,
        button(say("day.as-it-is", dayInWords(value(item, "on"))), () => take(value(item, "on"))),
        h("label", { class: "under" }, h("span", null, say("day.other")), input),
        button(say("day.take"), () => take(input.value)),
      ];
    },
    ask: () => [
      button(say("ask.without"), () => change({ state: "queued", received: null, files: item.files.filter((f) => !bad.includes(f)) }), { class: "go" }),
    ],
    conflict: () =>
      item.corrects
        ? [
            button(say("conflict.mine"), () => change({ id: item.id, state: "queued", base: item.theirs ? item.theirs.version : item.base }), { class: "go" }),
            button(say("conflict.theirs"), drop),
          ]
        : [button(say("conflict.another"), () => change({ state: "queued" }), { class: "go" }), item.was ? link(say("conflict.open"), `/records/${item.was}`, { class: "btn" }) : null, button(say("throw"), drop)],
  };
  show(
    h("h1", null, item.title),
    h("p", null, h("span", { class: item.state === "queued" ? "tag" : "tag strong" }, stateOf(item))),
    item.said && item.state !== "queued" ? h("p", { class: "problems", role: "alert" }, item.said) : null,
    item.state === "day" ? h("p", { class: "problems", role: "alert" }, say("day.doubt", dayInWords(dayOf(item.capturedAt)), dayInWords(value(item, "on")))) : null,
    item.state === "refused" ? h("ul", null, (item.problems || []).map((p) => h("li", null, `${labelOf(item, p.field)} ${p.words}`))) : null,
    bad.length ? h("ul", null, bad.map((f) => h("li", null, `${f.name}：${f.refused || say("photo.lost")}`))) : null,
    item.theirs ? [h("h2", null, say("conflict.now", item.theirs.by)), facts(item.theirs.facts.map((f) => [f.label, f.text])), h("h2", null, say("conflict.yours"))] : null,
    summary(item),
    h("div", { class: "stack-actions" }, ways[item.state]()),
    h("p", null, link(say("back"), "#")),
  );
}

function labelOf(item, field) {
  const step = stepsOf(item).find((s) => s.field === field);
  return step ? step.label : words.has(field) ? say(field) : "";
}

function showSent(sent) {
  const correct = async () => {
    const draft = { id: newId(), kind: sent.kind, fields: { ...sent.fields }, files: [], capturedAt: Date.now(), heardAt: heard().now, heard: forms.heard, corrects: sent.record, base: sent.received.version, why: "" };
    if (await keep(draft)) go(`#draft/${draft.id}/${stepsOf(draft).length - 1}`);
  };
  show(
    h("h1", null, sent.title),
    h("p", null, h("span", { class: "tag" }, sent.received.state), " ", say("sent.at", dayInWords(dayOf(sent.sentAt)))),
    summary(sent),
    h("div", { class: "stack-actions" }, link(say("sent.open"), `/records/${sent.record}`, { class: "btn" }), forms.kinds.some((k) => k.id === sent.kind) ? button(say("sent.correct"), correct) : null),
    h("p", null, link(say("back"), "#")),
  );
}

// ---- go ---------------------------------------------------------------------------------------------------------------

addEventListener("hashchange", () => {
  if (!location.hash.startsWith("#draft/")) problems = [];
  if (!isHome()) notice = "";
  render();
});
addEventListener("online", () => ((failures = 0), send()));
addEventListener("offline", () => keeping && setStatus("offline"));
addEventListener("pageshow", (e) => e.persisted && send());
document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? send() : askForSync()));
start();
