// Passkeys: shows the buttons where the browser has them, and talks with the site. Without this module there are passwords.
const problem = document.querySelector("#passkey-problem");
const token = document.querySelector('input[name="__RequestVerificationToken"]');

for (const reveal of document.querySelectorAll("[data-reveal]")) {
  const field = document.getElementById(reveal.dataset.reveal);
  reveal.hidden = false;
  reveal.addEventListener("change", (event) => (field.type = event.target.checked ? "text" : "password"));
}

if (window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
  for (const hidden of document.querySelectorAll("[data-passkey], [data-passkey-only]")) hidden.hidden = false;
  for (const button of document.querySelectorAll("[data-passkey]")) {
    button.addEventListener("click", () => use(button));
  }
}

async function use(button) {
  const purpose = button.dataset.passkey;
  problem.hidden = true;
  try {
    const asked = { invitation: button.dataset.invitation, login: value("#login"), name: value("#passkey-name") };
    const options = await send(purpose, asked);
    const credential = await (purpose === "sign-in"
      ? navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
      : navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }));
    const kept = document.querySelector('[name="kept"]')?.checked ?? true;
    await send(purpose, { ...asked, kept, credential: JSON.stringify(credential) });
    location.assign(purpose === "new" ? location.pathname : value('[name="back"]') || "/");
  } catch (error) {
    problem.textContent = error.told ?? problem.dataset.failed;
    problem.hidden = false;
  }
}

async function send(purpose, body) {
  const answer = await fetch(`/api/passkey/${purpose}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Form-Token": token.value },
    body: JSON.stringify(body),
  });
  const said = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(said.error), { told: said.text });
  return said;
}

function value(selector) {
  return document.querySelector(selector)?.value;
}
