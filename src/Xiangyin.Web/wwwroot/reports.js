// Edits a paragraph where it stands: words can be typed around figures, figures move and go as a whole.
// Without this module the same link opens the same paragraph as a form.
const pause = 1500;
const sheet = document.querySelector("#sheet");
const token = document.querySelector('#token input[name="__RequestVerificationToken"]');
const picker = document.querySelector("#picker");
let editing = null;

document.querySelector("main").addEventListener("click", (event) => {
  const link = event.target.closest("[data-edit]");
  if (link && token && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    edit(link.closest(".paragraph"));
  }
});

function edit(paragraph) {
  // Only the simplified wording can be edited; a traditional one follows from the outline alone.
  if (paragraph.dataset.language !== "zh-Hans") {
    location.assign(paragraph.querySelector("[data-edit]").href);
    return;
  }
  if (editing) editing.close();
  editing = new Edit(paragraph);
}

class Edit {
  constructor(paragraph) {
    this.paragraph = paragraph;
    this.text = paragraph.querySelector("p");
    this.address = paragraph.querySelector("[data-edit]").getAttribute("href");
    this.before = stored(this.text);
    this.saved = this.before;
    for (const typed of this.text.querySelectorAll("[data-words]")) typed.replaceWith(wordsOf(typed));
    for (const bound of this.text.querySelectorAll(".bound")) bound.contentEditable = "false";
    this.text.normalize();
    this.text.contentEditable = "true";
    this.text.setAttribute("role", "textbox");
    this.text.setAttribute("aria-multiline", "true");
    this.tools = document.importNode(picker.content, true).firstElementChild;
    this.note = this.tools.querySelector("output");
    this.select = this.tools.querySelector("select");
    this.text.setAttribute("aria-label", sheet.dataset.text);
    paragraph.querySelector(".tools").hidden = true;
    paragraph.append(this.tools);
    this.text.addEventListener("input", (this.onInput = () => this.later()));
    this.text.addEventListener("keydown", (this.onKey = (event) => this.key(event)));
    this.text.addEventListener("paste", (this.onPaste = (event) => paste(event)));
    this.select.addEventListener("change", () => this.insert());
    this.tools.querySelector("[data-done]").addEventListener("click", () => this.close());
    this.text.focus();
    toEnd(this.text);
  }

  key(event) {
    if (event.key === "Escape") {
      this.close();
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
    }
  }

  insert() {
    if (!this.select.value) return;
    const chip = document.createElement("span");
    chip.className = "bound";
    chip.contentEditable = "false";
    chip.dataset.bound = this.select.value;
    chip.textContent = this.select.selectedOptions[0].textContent;
    const selection = getSelection();
    if (selection.rangeCount && this.text.contains(selection.anchorNode)) {
      const range = selection.getRangeAt(0);
      range.deleteContents();
      range.insertNode(chip);
    } else {
      this.text.append(chip);
    }
    this.select.value = "";
    this.save().then((page) => page && this.reprint(page));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  // One request at a time: the next one needs the revision that the last one made.
  save() {
    clearTimeout(this.timer);
    return (this.saving = (this.saving ?? Promise.resolve()).then(() => this.send()));
  }

  async send() {
    const text = stored(this.text);
    if (text === this.saved || text === "") return null;
    this.note.textContent = sheet.dataset.saving;
    const form = new URLSearchParams({
      text,
      base: this.paragraph.dataset.revision,
      change: crypto.randomUUID ? crypto.randomUUID() : uuid(),
      __RequestVerificationToken: token.value,
    });
    try {
      const answer = await fetch(this.address, { method: "POST", body: form });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (answer.status === 422) {
        document.querySelector("main").replaceWith(page.querySelector("main"));
        editing = null;
        return null;
      }
      if (!answer.ok) throw new Error(answer.status);
      this.saved = text;
      this.note.textContent = sheet.dataset.done;
      this.paragraph.dataset.revision = this.in(page).dataset.revision;
      for (const id of ["look", "length", "saved"]) {
        document.getElementById(id).replaceWith(page.getElementById(id));
      }
      return page;
    } catch {
      this.note.textContent = sheet.dataset.failed;
      this.later();
      return null;
    }
  }

  async close() {
    this.text.removeEventListener("input", this.onInput);
    if (editing === this) editing = null;
    const page = (await this.save()) ?? (stored(this.text) !== this.before || this.saved !== this.before ? await this.read() : null);
    if (page) {
      this.paragraph.replaceWith(this.in(page));
    } else if (this.paragraph.isConnected) {
      const fresh = await this.read();
      this.paragraph.replaceWith(this.in(fresh));
    }
  }

  async read() {
    const answer = await fetch(location.pathname);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  reprint(page) {
    this.text.replaceChildren(...this.in(page).querySelector("p").childNodes);
    for (const typed of this.text.querySelectorAll("[data-words]")) typed.replaceWith(wordsOf(typed));
    for (const bound of this.text.querySelectorAll(".bound")) bound.contentEditable = "false";
    this.text.focus();
    toEnd(this.text);
  }

  in(page) {
    return page.getElementById(this.paragraph.id);
  }
}

// The text as the ledger keeps it: words, and figures in braces.
function stored(node) {
  let text = "";
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      text += child.data;
    } else if (child.dataset?.bound) {
      text += `{{${child.dataset.bound}}}`;
    } else if (child.nodeName === "SMALL") {
      continue;
    } else {
      text += stored(child);
    }
  }
  return node.nodeName === "P" ? text.replace(/\s*\n\s*/g, "").replace(/\u00a0/g, " ").trim() : text;
}

function wordsOf(typed) {
  return document.createTextNode(stored(typed));
}

function paste(event) {
  event.preventDefault();
  const text = event.clipboardData.getData("text/plain").replace(/\s*\n\s*/g, "");
  document.execCommand("insertText", false, text);
}

function toEnd(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  range.collapse(false);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
