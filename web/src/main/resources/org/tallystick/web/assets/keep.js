/* Receipts kept on this device: a list in the browser's own storage. Nothing of it is sent anywhere. */
"use strict";

const receipts = {
  key: "tallystick.receipts",
  /* A list may come from a file: only what a kept receipt has, in the form it has it. */
  clean: r => r && /^[\w-]{22}$/.test(r.code) && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)$/.test(r.time)
    && /^\d{1,15}(\.\d{1,3})?$/.test(r.amount) && /^[A-Z]{3}$/.test(r.currency)
    ? { code: r.code, number: String(r.number || "").slice(0, 16), shop: String(r.shop || "").slice(0, 200), time: r.time,
      amount: r.amount, currency: r.currency }
    : null,
  all: () => {
    try {
      const list = JSON.parse(localStorage.getItem(receipts.key) || "[]");
      return Array.isArray(list) ? list.map(receipts.clean).filter(Boolean) : [];
    } catch {
      return [];
    }
  },
  put: list => {
    try {
      localStorage.setItem(receipts.key, JSON.stringify(list));
      return true;
    } catch {
      return false;
    }
  },
};

for (const button of document.querySelectorAll("[data-keep]")) {
  const link = button.nextElementSibling;
  const kept = () => receipts.all().some(r => r.code === button.dataset.code);
  const show = () => {
    button.hidden = kept();
    link.hidden = !button.hidden;
  };
  button.addEventListener("click", () => {
    const one = receipts.clean(button.dataset);
    if (one && !kept()) {
      receipts.put([...receipts.all(), one]);
    }
    show();
    if (!link.hidden) {
      link.focus();
    }
  });
  show();
}
