// Puts things right without leaving the place: the form is sent and what stands in the page is replaced. Without this module the page is loaded anew.
const main = document.querySelector("main");

main.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method !== "post" || !form.action.includes("handler=") || form.action.includes("Forget")) {
    return;
  }

  event.preventDefault();
  const list = main.querySelector(".checked > section");
  const place = { page: window.scrollY, list: list?.scrollTop ?? 0, item: form.closest("li")?.id };
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("main");
    if (!next || !next.querySelector(".checked")) {
      location.assign(answer.url);
      return;
    }

    main.replaceChildren(...next.childNodes);
    window.scrollTo({ top: place.page, behavior: "instant" });
    const section = main.querySelector(".checked > section");
    section.scrollTop = place.list;
    // The keyboard goes on where it was: at what now stands in the place of what was put right.
    (place.item && document.getElementById(place.item) ? document.getElementById(place.item).querySelector("a, button") : section.querySelector("h2"))?.focus?.();
  } catch {
    form.submit();
  }
});

// A choice of what to show takes effect at once.
main.addEventListener("change", (event) => {
  if (event.target.matches(".looks input")) {
    event.target.form.requestSubmit();
  }
});
