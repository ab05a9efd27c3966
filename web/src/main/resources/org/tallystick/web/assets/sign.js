/* The pad: draws with finger, pen or mouse and writes the strokes into the form. Without it the form takes a typed name. */
"use strict";

const pad = document.getElementById("pad");
const sheet = document.getElementById("strokes");
const typed = document.getElementById("typed");
const signature = document.getElementById("sign");
const brush = pad && pad.getContext && pad.getContext("2d");

if (brush && window.PointerEvent) {
  /* The drawing has units of its own, so that it is the same on every screen. */
  const wide = 600;
  const most = 3400;
  const state = document.getElementById("pad-state");
  let high = 400;
  let strokes = [];
  let points = 0;
  let open = null;

  document.getElementById("pad-part").hidden = false;
  typed.open = document.getElementById("name").value !== "" || typed.querySelector(".err") !== null;

  const scale = () => Math.min(pad.clientWidth / wide, pad.clientHeight / high);
  const line = (from, to) => {
    brush.beginPath();
    brush.moveTo(from.x, from.y);
    brush.lineTo(to.x, to.y);
    brush.stroke();
  };
  const draw = () => {
    const sharp = window.devicePixelRatio || 1;
    pad.width = Math.round(pad.clientWidth * sharp);
    pad.height = Math.round(pad.clientHeight * sharp);
    brush.setTransform(scale() * sharp, 0, 0, scale() * sharp, 0, 0);
    brush.lineWidth = 6;
    brush.lineCap = "round";
    brush.lineJoin = "round";
    brush.strokeStyle = getComputedStyle(pad).color;
    for (const stroke of strokes) {
      stroke.points.forEach((point, i) => line(stroke.points[Math.max(0, i - 1)], point));
    }
  };
  const keep = () => {
    sheet.value = strokes.length === 0 ? "" : JSON.stringify({ width: wide, height: high, strokes });
    const fault = document.getElementById("pad-err");
    if (fault && strokes.length > 0) {
      fault.hidden = true;
    }
    state.textContent = strokes.length === 0 ? state.dataset.empty : state.dataset.drawn;
  };
  const at = event => {
    const box = pad.getBoundingClientRect();
    const inside = (value, side) => Math.max(0, Math.min(side, Math.round(value / scale())));
    return { x: inside(event.clientX - box.left, wide), y: inside(event.clientY - box.top, high) };
  };
  const add = point => {
    const last = open.points[open.points.length - 1];
    if (points < most && (!last || Math.hypot(point.x - last.x, point.y - last.y) >= 3)) {
      open.points.push(point);
      points += 1;
      line(last || point, point);
    }
  };
  const begin = event => {
    if (!event.isPrimary || event.button !== 0 || points >= most) {
      return;
    }
    event.preventDefault();
    if (strokes.length === 0) {
      high = Math.max(1, Math.min(512, Math.round(wide * pad.clientHeight / pad.clientWidth)));
      draw();
    }
    pad.setPointerCapture(event.pointerId);
    open = { points: [] };
    strokes.push(open);
    add(at(event));
  };
  const go = event => {
    if (open && event.isPrimary) {
      const all = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
      (all.length ? all : [event]).forEach(one => add(at(one)));
    }
  };
  const end = event => {
    if (open && event.isPrimary) {
      open = null;
      keep();
    }
  };
  pad.addEventListener("pointerdown", begin);
  pad.addEventListener("pointermove", go);
  pad.addEventListener("pointerup", end);
  pad.addEventListener("pointercancel", end);
  document.getElementById("pad-clear").addEventListener("click", () => {
    strokes = [];
    points = 0;
    draw();
    keep();
  });
  addEventListener("resize", draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  new MutationObserver(draw).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });

  /* What was drawn before a fault is shown again. */
  try {
    const before = JSON.parse(sheet.value || "{}");
    if (Array.isArray(before.strokes)) {
      strokes = before.strokes;
      high = before.height;
      points = strokes.reduce((sum, stroke) => sum + stroke.points.length, 0);
    }
  } catch {
    strokes = [];
  }
  draw();
  state.textContent = strokes.length === 0 ? state.dataset.empty : state.dataset.drawn;
}

/* One press sends one form; going back makes the button work again. */
const button = document.getElementById("sign-go");
signature?.addEventListener("submit", () => setTimeout(() => { button.disabled = true; }));
addEventListener("pageshow", () => { button.disabled = false; });
