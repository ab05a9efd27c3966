/* Looks again every two seconds while a piece of work goes on; what is shown is the same page without a script. */
"use strict";

const look = async () => {
  const live = document.getElementById("live");
  if (!live || live.dataset.live !== "true") {
    return;
  }
  try {
    if (!document.hidden) {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "error" });
      const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
      const busy = live.contains(document.activeElement);
      if (fresh && (!busy || fresh.dataset.live !== "true")) {
        live.replaceWith(fresh);
      }
    }
  } catch {
    /* The server restarts, or the network is away: the next look finds out. */
  }
  setTimeout(look, 2000);
};
setTimeout(look, 2000);
