"use strict";
// Sorts and filters a table. It moves and hides rows that are there, and makes no HTML out of anything.
const table = document.querySelector("table.heat"), tools = document.querySelector("form.tools");
const body = table.tBodies[0], rows = [...body.rows];
const names = new Intl.Collator(undefined, {numeric: true});

function value(row, column) {
  const text = row.cells[column].textContent.trim();
  return column === 0 ? text : text === "" ? -2 : text === "–" ? -1 : Number(text);
}

function sort(column, down) {
  const keyed = rows.map((row) => [value(row, column), row]);
  const compare = column === 0 ? names.compare : (a, b) => a - b;
  keyed.sort(([a], [b]) => (down ? compare(b, a) : compare(a, b)));
  body.append(...keyed.map(([, row]) => row));
}

[...table.tHead.rows[0].cells].forEach((head, column, heads) => {
  const button = document.createElement("button");
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => {
    const down = head.getAttribute("aria-sort") === "ascending";
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    sort(column, down);
  });
});

function filter() {
  const part = tools.querySelector("input").value.toLowerCase(), kind = tools.querySelector("select").value;
  for (const row of rows) {
    row.hidden = !row.cells[0].textContent.toLowerCase().includes(part) || (kind !== "" && row.dataset.k !== kind);
  }
  tools.querySelector("output").value = `${rows.filter((row) => !row.hidden).length} of ${rows.length}`;
}

tools.hidden = false;
tools.addEventListener("input", filter);
tools.addEventListener("submit", (event) => event.preventDefault());
filter();
