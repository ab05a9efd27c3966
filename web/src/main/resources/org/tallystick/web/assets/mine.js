/* The page of the receipts that this browser keeps (keep.js). */
"use strict";

{
  const page = document.getElementById("mine");
  const part = name => document.getElementById("mine-" + name);
  const text = page.dataset;
  const language = document.documentElement.lang;
  const fill = (words, ...values) => words.replace(/\{(\d)\}/g, (all, i) => String(values[i]));

  const amountOf = r => {
    const [whole, rest] = r.amount.split(".");
    return (r.currency === "CNY" && language !== "en" ? "¥" : r.currency + " ") + whole.replace(/\B(?=(\d{3})+$)/g, ",")
      + (rest ? "." + rest : "");
  };
  const timeOf = r => r.time.slice(0, 16).replace("T", " ");
  const monthOf = key => new Intl.DateTimeFormat(language, { year: "numeric", month: "long", timeZone: "UTC" })
    .format(new Date(key + "-01T00:00:00Z"));

  const say = (words, undo) => {
    const line = part("status");
    line.hidden = !words;
    line.querySelector("span").textContent = words;
    const button = line.querySelector("button");
    button.hidden = !undo;
    button.onclick = undo;
    if (undo) {
      button.focus();
    }
  };

  const rowOf = r => {
    const row = part("row").content.cloneNode(true);
    const at = name => row.querySelector(`[data-${name}]`);
    at("shop").textContent = r.shop;
    at("amount").textContent = amountOf(r);
    at("time").textContent = timeOf(r);
    at("time").dateTime = r.time;
    at("number").textContent = r.number;
    at("open").href = "/r/" + r.code;
    at("open").setAttribute("aria-label", `${at("open").textContent} ${r.shop} ${timeOf(r)}`);
    at("remove").setAttribute("aria-label", `${at("remove").textContent} ${r.shop} ${timeOf(r)}`);
    at("remove").addEventListener("click", () => {
      const before = receipts.all();
      receipts.put(before.filter(other => other.code !== r.code));
      draw();
      say(text.removed, () => {
        receipts.put(before);
        draw();
        say("");
      });
    });
    return row;
  };

  const draw = () => {
    const list = receipts.all().sort((a, b) => Date.parse(b.time) - Date.parse(a.time));
    part("none").hidden = list.length > 0;
    part("list").hidden = part("save").hidden = part("move").hidden = list.length === 0;
    part("move").elements.codes.value = list.map(r => r.code).join(" ");
    part("list").replaceChildren();
    const months = new Map();
    for (const r of list) {
      const key = r.time.slice(0, 7);
      months.set(key, [...(months.get(key) || []), r]);
    }
    for (const [key, rows] of months) {
      const month = part("month").content.cloneNode(true);
      month.querySelector("[data-month]").textContent = monthOf(key);
      month.querySelector("[data-count]").textContent = fill(text.count, rows.length);
      month.querySelector("ul").append(...rows.map(rowOf));
      part("list").append(month);
    }
  };

  const download = (content, type, ending) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = "receipts-" + new Date().toISOString().slice(0, 10) + ending;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  /* A spreadsheet must not take a shop's name for a formula. */
  const cell = value => {
    const plain = /^[=+\-@\t\r]/.test(value) ? "'" + value : value;
    return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  part("json").addEventListener("click", () => download(
    JSON.stringify({ tallystick: "receipts", version: 1, receipts: receipts.all() }, null, 1), "application/json", ".json"));
  part("csv").addEventListener("click", () => {
    const rows = [text.columns.split("|"), ...receipts.all().map(r =>
      [r.time, r.shop, r.number, r.amount, r.currency, location.origin + "/r/" + r.code])];
    download("\uFEFF" + rows.map(row => row.map(cell).join(",")).join("\r\n") + "\r\n", "text/csv;charset=utf-8", ".csv");
  });

  part("file").addEventListener("change", async event => {
    const file = event.target.files[0];
    let found = null;
    try {
      const saved = JSON.parse(file.size < 5000000 ? await file.text() : "");
      found = saved.tallystick === "receipts" ? saved.receipts.map(receipts.clean).filter(Boolean) : null;
    } catch { /* said below */ }
    event.target.value = "";
    if (found === null) {
      say(text.bad);
      return;
    }
    const before = receipts.all();
    const fresh = found.filter((r, i) => !before.some(other => other.code === r.code)
      && found.findIndex(other => other.code === r.code) === i);
    const done = receipts.put([...before, ...fresh]);
    draw();
    say(done ? fill(text.imported, fresh.length, found.length - fresh.length) : text.full);
  });

  part("script").hidden = true;
  part("tools").hidden = false;
  addEventListener("storage", draw);
  draw();
}
