
"use strict";
(() => {
  const form = document.getElementById("filters");
  const status = document.getElementById("count");
  const clear = form.querySelector("button");
  const fields = [...form.elements].filter((field) => field.name);
  const plain = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");
  const talks = [...document.querySelectorAll(".card")].map((card) => ({
    card,
    cell: document.getElementById(card.id.replace(/^talk-/, "at-")),
    text: plain(card.querySelector(".face").textContent),
    // What the options of the filters are marked with: classes, and speakers' links.
    marks: new Set([
      ...card.classList,
      ...[...card.querySelectorAll(".who a")].map((link) => link.getAttribute("href")),
    ]),
  }));
  const days = [...document.querySelectorAll(".day")].map((day) => ({
    day,
    shown: day.querySelector(".shown"),
    full: day.querySelector(".shown").textContent,
    grid: day.querySelector(".grid"),
    heads: [...day.querySelectorAll(".head")],
    pauses: [...day.querySelectorAll(".pause")],
    talks: talks.filter((talk) => talk.cell && day.contains(talk.cell)),
  }));
  let opener = null;

  const opened = () => document.querySelector(".card:target");

  function state() {
    const found = new URLSearchParams();
    for (const field of fields) {
      const value = field.value.trim();
      if (value) found.set(field.name, value);
    }
    return found;
  }

  function fits(talk, wanted, marks) {
    for (const [name, value] of wanted) {
      if (name === "q") {
        if (!plain(value).split(" ").every((word) => talk.text.includes(word)))
          return false;
      } else if (!talk.marks.has(marks[name])) return false;
    }
    return true;
  }

  function number(count) {
    return count === 1 ? "1 talk" : `${count} talks`;
  }

  function showDay(it, filtered) {
    const shown = it.talks.filter((talk) => !talk.cell.hidden);
    it.day.hidden = filtered && !shown.length;
    it.shown.textContent = filtered ? number(shown.length) : it.full;
    if (!it.grid) return;
    const open = (mark) => shown.some((talk) => talk.marks.has(mark));
    for (const head of it.heads) {
      head.hidden = filtered && !open(head.dataset.room);
      const first = Number(/\bc(\d+)/.exec(head.className)[1]);
      const lanes = Number(/\bw(\d+)/.exec(head.className)[1]);
      for (let column = first; column < first + lanes; column += 1)
        for (const limit of ["min", "max"]) {
          const name = `--${limit}${column}`;
          if (head.hidden) it.grid.style.setProperty(name, "0px");
          else it.grid.style.removeProperty(name);
        }
    }
    for (const pause of it.pauses)
      pause.hidden = filtered && !pause.dataset.rooms.split(" ").some(open);
  }

  function show() {
    const wanted = state();
    const filtered = wanted.size > 0;
    const marks = {};
    for (const field of fields)
      if (field.selectedOptions) marks[field.name] = field.selectedOptions[0].dataset.mark;
    let count = 0;
    for (const talk of talks) {
      const hidden = !fits(talk, wanted, marks);
      talk.card.hidden = hidden;
      if (talk.cell) talk.cell.hidden = hidden;
      count += hidden ? 0 : 1;
    }
    for (const day of days) showDay(day, filtered);
    for (const part of document.querySelectorAll(".cards"))
      part.hidden = !part.querySelector(".card:not([hidden])");
    for (const field of fields) field.classList.toggle("set", wanted.has(field.name));
    // With few talks left, empty time need not take its full height.
    document.querySelector(".days").classList.toggle("filtered", filtered);
    clear.disabled = !filtered;
    status.textContent = filtered
      ? `${count} of ${number(talks.length)}`
      : number(talks.length);
  }

  const hash = () => {
    const text = state().toString();
    return text ? `#?${text}` : "#all";
  };

  // A talk's address does not say how the page is filtered: it leaves that alone.
  function restore() {
    const text = location.hash || "#all";
    if (text !== "#all" && !text.startsWith("#?")) return;
    const wanted = new URLSearchParams(text.startsWith("#?") ? text.slice(2) : "");
    for (const field of fields) {
      field.value = wanted.get(field.name) ?? "";
      if (field.selectedIndex === -1) field.value = "";
    }
    show();
  }

  let waiting = 0;
  function changed() {
    clearTimeout(waiting);
    show();
    // A location, not the history: only that also closes an open talk.
    waiting = setTimeout(() => location.replace(hash()), 250);
  }

  function close() {
    location.hash = hash();
    if (opener?.isConnected && opener.checkVisibility()) opener.focus();
    opener = null;
  }

  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () =>
    setTimeout(() => {
      changed();
      fields[0].focus();
    }),
  );
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    if (link.classList.contains("close")) {
      event.preventDefault();
      close();
    } else if (!opened()) opener = link;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opened()) close();
  });
  // Who leaves an open talk with the keyboard must see where the focus is.
  document.addEventListener("focusin", (event) => {
    const panel = opened()?.closest(".ending");
    if (!panel || panel.contains(event.target)) return;
    if (event.target.matches(":focus-visible")) location.replace(hash());
  });
  addEventListener("hashchange", () => {
    restore();
    opened()?.querySelector(".face a").focus({ preventScroll: true });
  });

  form.hidden = false;
  show();
  restore();
})();
