/* Recomputes the proofs of the ledger explorer in the reader's browser (RFC 9162, sections 2.1.3 and 2.1.4). */
"use strict";

const bytes = hex => Uint8Array.from(hex.match(/../g) ?? [], pair => parseInt(pair, 16));
const hex = data => Array.from(data, b => b.toString(16).padStart(2, "0")).join("");
const join = (...parts) => Uint8Array.from(parts.flatMap(part => Array.from(part)));
const sha256 = async data => new Uint8Array(await crypto.subtle.digest("SHA-256", data));
const leafOf = entry => sha256(join([0], new TextEncoder().encode(entry)));
const nodeOf = (left, right) => sha256(join([1], left, right));
const half = n => Math.floor(n / 2);

/* Climbs from a node of the last level; `rise` says what to do where the neighbour is on the left or on the right. */
const climb = async (node, last, path, rise) => {
  for (const sibling of path) {
    if (last === 0) {
      return false;
    }
    const left = node % 2 === 1 || node === last;
    await rise(left, sibling);
    if (left) {
      while (node % 2 === 0 && node !== 0) {
        node = half(node);
        last = half(last);
      }
    }
    node = half(node);
    last = half(last);
  }
  return last === 0;
};

/* Each step's value is held against the one that is shown: a wrong step is marked, not only a wrong end. */
const includes = async ({ index, size, leaf, root }, path, steps) => {
  let hash = bytes(leaf);
  let step = 0;
  const whole = await climb(Number(index), Number(size) - 1, path, async (left, sibling) => {
    hash = left ? await nodeOf(sibling, hash) : await nodeOf(hash, sibling);
    const row = steps[step++];
    row.querySelector(".got").classList.add(hex(hash) === row.dataset.result ? "t-ok" : "t-bad");
  });
  return whole && hex(hash) === root;
};

const grows = async ({ older, newer, oldRoot, newRoot }, path) => {
  let node = Number(older) - 1;
  let last = Number(newer) - 1;
  if (node === last) {
    return path.length === 0 && oldRoot === newRoot;
  }
  while (node % 2 === 1) {
    node = half(node);
    last = half(last);
  }
  const perfect = node === 0;
  const first = perfect ? bytes(oldRoot) : path[0];
  let before = first;
  let after = first;
  const whole = await climb(node, last, perfect ? path : path.slice(1), async (left, sibling) => {
    if (left) {
      before = await nodeOf(sibling, before);
      after = await nodeOf(sibling, after);
    } else {
      after = await nodeOf(after, sibling);
    }
  });
  return whole && hex(before) === oldRoot && hex(after) === newRoot;
};

const tell = (card, same) => {
  const note = card.querySelector(".here");
  note.classList.add(same ? "is-ok" : "is-bad");
  note.querySelector("use").setAttribute("href", same ? "#i-check" : "#i-cross");
  note.querySelector("span").textContent = same ? note.dataset.same : note.dataset.other;
  note.hidden = false;
};

if (globalThis.crypto?.subtle) {
  const inclusion = document.querySelector("[data-inclusion]");
  if (inclusion) {
    const steps = Array.from(inclusion.querySelectorAll("[data-sibling]"));
    const path = steps.map(step => bytes(step.dataset.sibling));
    const entry = document.querySelector("[data-entry]");
    (async () => {
      const own = !entry || hex(await leafOf(entry.textContent)) === inclusion.dataset.leaf;
      tell(inclusion, own && await includes(inclusion.dataset, path, steps));
    })();
  }
  const growth = document.querySelector("[data-growth]");
  if (growth) {
    const path = Array.from(growth.querySelectorAll("[data-hash]"), hash => bytes(hash.dataset.hash));
    grows(growth.dataset, path).then(same => tell(growth, same));
  }
}
