/* Makes pages a little quicker to use. Everything works without it. */
"use strict";

const words = document.body.dataset;

/* Theme: the link in the header works by itself; this saves the round trip. */
const order = ["system", "light", "dark"];
for (const link of document.querySelectorAll("[data-theme-switch]")) {
  link.addEventListener("click", event => {
    event.preventDefault();
    const theme = order[(order.indexOf(document.documentElement.dataset.theme) + 1) % 3];
    document.documentElement.dataset.theme = theme;
    document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax` + (location.protocol === "https:" ? "; secure" : "");
    const label = link.dataset[theme];
    link.setAttribute("aria-label", label);
    link.title = label;
    link.querySelector("use").setAttribute("href", `#i-${theme}`);
    link.href = link.href.replace(/theme=\w+/, `theme=${order[(order.indexOf(theme) + 1) % 3]}`);
  });
}

/* Times in the reader's zone where it differs from the one shown; the exact form stays in the title. */
const two = n => String(n).padStart(2, "0");
for (const time of document.querySelectorAll("time[data-here=yes]")) {
  const at = new Date(time.dateTime);
  const minutes = -at.getTimezoneOffset();
  const zone = "UTC" + (minutes === 0 ? "" : (minutes < 0 ? "−" : "+") + Math.floor(Math.abs(minutes) / 60)
    + (minutes % 60 === 0 ? "" : ":" + two(Math.abs(minutes) % 60)));
  const shown = time.nextElementSibling;
  if (shown && shown.dataset.zone && shown.dataset.zone !== zone) {
    time.textContent = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} `
      + `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
    shown.textContent = shown.textContent.replace(shown.dataset.zone, zone);
    shown.dataset.zone = zone;
  }
}

/* Buttons that need a script are hidden until it runs. */
const say = (button, text) => {
  const label = button.querySelector("span");
  const before = label.textContent;
  label.textContent = text;
  setTimeout(() => { label.textContent = before; }, 2000);
};
for (const button of document.querySelectorAll("[data-copy]")) {
  if (navigator.clipboard) {
    button.hidden = false;
    button.addEventListener("click", () =>
      navigator.clipboard.writeText(button.dataset.copy).then(() => say(button, words.copied), () => {}));
  }
}
for (const button of document.querySelectorAll("[data-share]")) {
  if (navigator.share) {
    button.hidden = false;
    button.addEventListener("click", () => navigator.share({ url: button.dataset.share }).catch(() => {}));
  }
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll(".slip-wrap details:not([open])")) {
    fold.open = true;
    fold.dataset.folded = "";
  }
});
addEventListener("afterprint", () => {
  for (const fold of document.querySelectorAll("[data-folded]")) {
    fold.open = false;
    delete fold.dataset.folded;
  }
});

/* Receipt number: eleven characters, the last one checks the others (ISO 7064, MOD 37,36). */
const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const checkCharacter = ten => {
  let product = 36;
  for (const c of ten) {
    const sum = (product + alphabet.indexOf(c)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return alphabet[(37 - product) % 36];
};
const tidy = text => text.toUpperCase().replace(/[\s-]/g, "");
const plain = text => text.replace(/O/g, "0").replace(/[IL]/g, "1");
const isNumber = text => {
  const number = tidy(text);
  const ten = plain(number.slice(0, 10));
  return number.length === 11 && /^[0-9A-HJKMNP-TV-Z]{10}$/.test(ten)
    && plain(checkCharacter(ten)) === plain(number[10]);
};
const isLink = text => /(^|\/r\/)[A-Za-z0-9_-]{22}$/.test(text.trim().split(/[?#]/)[0]);

document.querySelector("[aria-invalid=true]")?.focus();

const field = document.getElementById("n");
if (field) {
  const state = document.getElementById("n-state");
  const more = document.getElementById("more");
  const go = document.getElementById("go");
  const show = () => {
    const text = field.value;
    const good = isLink(text) || isNumber(text);
    const wrong = !good && !isLink(text) && tidy(text).length >= 11;
    state.hidden = !good && !wrong;
    state.className = "state " + (good ? "is-ok" : "is-bad");
    state.querySelector("use").setAttribute("href", good ? "#i-check" : "#i-cross");
    state.querySelector("span").textContent = isLink(text) ? words.linkOk : good ? words.numberOk : words.numberBad;
    if (good) {
      more.hidden = isLink(text);
      go.hidden = !more.hidden;
    }
  };
  field.addEventListener("input", show);
  if (field.value) {
    show();
  }
}
