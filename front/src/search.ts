// `/` goes to the search field; arrows walk its results; Escape comes back.
//   <input data-search aria-controls="found">   <div id="found" data-search-results> links </div>

const FIELDS = "input, textarea, select, [contenteditable]";

export function steerSearch(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "/" && !isTyping(event.target)) go(event, field());
    else if (event.key === "ArrowDown") step(event, 1);
    else if (event.key === "ArrowUp") step(event, -1);
    else if (event.key === "Escape") leave(event);
  });
}

function field(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>("input[data-search]");
}

function results(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-search-results] a[href]")];
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(FIELDS) !== null;
}

function go(event: Event, element: HTMLElement | null | undefined): void {
  if (!element) return;
  event.preventDefault();
  element.focus();
  if (element instanceof HTMLInputElement) element.select();
}

/** -1 stands for the field itself, so that ArrowUp from the first result returns to it. */
function step(event: KeyboardEvent, by: 1 | -1): void {
  const links = results();
  const at = links.indexOf(document.activeElement as HTMLElement);
  const inField = document.activeElement === field();
  if (links.length === 0 || (at < 0 && !inField)) return;
  if (inField && by < 0) return;
  const next = Math.min(at + by, links.length - 1);
  go(event, next < 0 ? field() : links[next]);
}

function leave(event: KeyboardEvent): void {
  if (results().includes(document.activeElement as HTMLElement)) go(event, field());
  else if (document.activeElement === field()) field()?.blur();
}
